/** Says what became of the messages planned for a person. */
import type { KnownBlock } from '@slack/types'
import { context, section, type Message } from '../../slack/blocks.ts'
import { capitalize, formatTime } from '../../slack/mrkdwn.ts'
import { groupBy } from '../group-by.ts'
import type { LedgerLine } from '../ledger.ts'

interface Titles {
  /** The title of a kind. */
  titleOf: (kind: string) => string
  /** What a nudge is about, by the id of its subject, in mrkdwn. */
  subjects: ReadonlyMap<string, string>
}

/** Thing by thing, the newest first; times stand in the person's own zone. */
export function whyMessage(lines: readonly LedgerLine[], titles: Titles, zone: string, now: Date): Message {
  return {
    text: 'Why you did or did not hear something',
    blocks: whyBlocks(lines, titles, zone, now),
  }
}

/** What is about nothing that has a name stands last. */
const other = '*Other*'

function whyBlocks(lines: readonly LedgerLine[], titles: Titles, zone: string, now: Date): KnownBlock[] {
  if (!lines.length) return [section('Nothing was planned for you so far, so there was nothing to hear.')]
  const groups = [...groupBy(lines, (line) => titles.subjects.get(line.subjectId ?? '') ?? other)]
  const texts = groups
    .toSorted(([a], [b]) => Number(a === other) - Number(b === other))
    .map(([title, own]) => {
      const said = own.map(
        (line) => `• ${capitalize(titles.titleOf(line.kind))}: ${statusText(line, zone, now)}`,
      )
      return [title, ...said].join('\n')
    })
  return [
    section('The last things that I planned to tell you, newest first:'),
    ...joinLines(texts, 2900).map((part) => section(part)),
    context(
      'Only you see this. `/forthright settings` has your hours, days, budget and what is switched off.',
    ),
  ]
}

function statusText(line: LedgerLine, zone: string, now: Date): string {
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
    case 'sent': {
      const sent = line.sentAt ? formatTime(line.sentAt, zone, now) : ''
      return sent === due ? `sent ${sent}` : `sent ${sent}, planned for ${due}${held}`
    }
    case 'failed':
      return `planned for ${due}; Slack refused it (${line.code ?? 'no reason given'})`
    case 'cancelled':
      return `planned for ${due}${held}, not sent: ${cancelReasons[line.code ?? ''] ?? 'it was settled before'}`
    case 'done':
      return `done ${line.sentAt ? formatTime(line.sentAt, zone, now) : ''}`
    case 'needs_human':
      return `planned for ${due}; ${unknownReasons[line.code ?? ''] ?? 'for a day I could not find out whether it was sent'}`
    default:
      return line.state satisfies never
  }
}

const unknownReasons: Record<string, string> = {
  missing_scope: 'Slack gave no clear answer, and I may not look whether it was sent',
  not_rendered: 'I could not put it into words',
}

const cancelReasons: Record<string, string> = {
  muted: 'you switched these off',
  blocked: 'you want nothing from whoever it was from',
  gone: 'you were not in the workspace',
  no_longer_due: 'it was settled before',
  overtaken: 'a later word about the same thing went out in its place',
}

/** Joins lines to texts of at most `max` characters. */
function joinLines(lines: readonly string[], max: number): string[] {
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + line.length < max) parts[parts.length - 1] = `${last}\n${line}`
    else parts.push(line)
  }
  return parts
}
