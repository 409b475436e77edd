/** Why somebody did or did not hear something: read from the ledger, said in words. */
import type { KnownBlock } from '@slack/types'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { context, section } from '../slack/blocks.ts'
import { formatTime } from '../slack/mrkdwn.ts'
import { deliveryStatus } from './queue-sql.ts'
import type { NudgeState } from './tables.ts'

/** A nudge's state, and of one that is pending what happens to it just now. */
export type DeliveryStatus = NudgeState | 'sending' | 'unknown'

export interface LedgerLine {
  kind: string
  state: DeliveryStatus
  dueAt: Date
  /** Of one that is pending. */
  notBefore: Date | null
  sentAt: Date | null
  held: string | null
  code: string | null
}

/** The newest lines about one person, of one feature or of all. */
export async function listLedger(
  db: Db | Tx,
  teamId: string,
  userId: string,
  feature?: string,
): Promise<LedgerLine[]> {
  const { rows } = await sql<LedgerLine>`
    select d.kind, d.due_at as "dueAt", q.not_before as "notBefore", d.sent_at as "sentAt", d.held, d.code, ${deliveryStatus} as state
    from nudges d
    left join nudge_queue q on q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
    left join inboxes i on i.team_id = d.team_id and i.user_id = d.user_id
    where d.team_id = ${teamId} and d.user_id = ${userId} and d.manner <> 'timer'
      and ${feature ? sql`d.kind like ${`${feature}.%`}` : sql`true`}
    order by d.due_at desc limit ${shownLines}`.execute(db)
  return rows
}

const shownLines = 20

/** `titleOf` names a kind of nudge; the times are said in the person's own zone. */
export function whyBlocks(
  lines: readonly LedgerLine[],
  titleOf: (kind: string) => string,
  zone: string,
  now: Date,
): KnownBlock[] {
  if (!lines.length) return [section('Nothing was planned for you so far, so there was nothing to hear.')]
  const say = lines.map((line) => `• ${capital(titleOf(line.kind))}: ${fate(line, zone, now)}`)
  return [
    section('The last things that I planned to tell you, newest first:'),
    ...inParts(say, 2900).map((part) => section(part)),
    context(
      'Only you see this. `/forthright settings` has your hours, days, budget and what is switched off.',
    ),
  ]
}

function fate(line: LedgerLine, zone: string, now: Date): string {
  const due = formatTime(line.dueAt, zone, now)
  const held = line.held ? ` (held: ${line.held})` : ''
  switch (line.state) {
    case 'pending':
      return line.notBefore && line.notBefore > line.dueAt
        ? `planned for ${due}, held until ${formatTime(line.notBefore, zone, now)}${held}`
        : `planned for ${due}`
    case 'sending':
      return `on its way, planned for ${due}`
    case 'unknown':
      return `sent, but Slack's answer was lost; I look it up before I send it again`
    case 'sent':
      return `sent ${line.sentAt ? formatTime(line.sentAt, zone, now) : ''}, planned for ${due}${held}`
    case 'failed':
      return `planned for ${due}; Slack refused it (${line.code ?? 'no reason given'})`
    case 'cancelled':
      return `planned for ${due}${held}, not sent: ${cancelWords[line.code ?? ''] ?? 'it was settled before'}`
    case 'done':
      return `done ${line.sentAt ? formatTime(line.sentAt, zone, now) : ''}`
    case 'needs_human':
      return `planned for ${due}; ${humanWords[line.code ?? ''] ?? 'for a day I could not find out whether it was sent'}`
    default:
      return line.state satisfies never
  }
}

const humanWords: Record<string, string> = {
  missing_scope: 'Slack gave no clear answer, and I may not look whether it was sent',
  not_rendered: 'I could not put it into words',
}

const cancelWords: Record<string, string> = {
  muted: 'you switched such reminders off',
  gone: 'you were not in the workspace',
  no_longer_due: 'it was settled before',
  overtaken: 'a later word about the same thing went out in its place',
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Lines joined to texts of at most `max` characters. */
function inParts(lines: readonly string[], max: number): string[] {
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + line.length < max) parts[parts.length - 1] = `${last}\n${line}`
    else parts.push(line)
  }
  return parts
}
