/** Edits messages that a later change has made untrue. */
import { groupBy } from '../group-by.ts'
import { sql } from 'kysely'
import { findPeople } from '../../people/store.ts'
import { compose } from '../views/compose.ts'
import type { Item } from '../views/item.ts'
import { itemOf } from './item-of.ts'
import { render } from './render.ts'
import { pauseWorkspace } from './pause.ts'
import { hasOffSwitch } from './recipients.ts'
import type { Nudge } from '../kinds.ts'
import type { DeliveryContext } from './context.ts'
import { nudgeColumns, toNudge, type NudgeRow } from './nudge-row.ts'

/** Messages edited in one pass of a workspace: chat.update is a tier 3 method, 50 a minute. */
const editsPerPass = 20

export async function updateStale(d: DeliveryContext, teamId: string, now: Date): Promise<void> {
  const rows = await listStale(d, teamId, now)
  if (!rows.length) return
  const { rendered, unrenderable } = await render(d, teamId, rows, now)
  const people = await findPeople(
    d.ctx.db,
    teamId,
    rows.flatMap((row) => [row.userId, ...(row.from ? [row.from] : [])]),
  )
  for (const group of groupBy(rows, (row) => row.lead).values()) {
    const items = group.flatMap((row): Item[] => {
      const found = rendered.get(row.id)
      const isOffered = !found?.isFinal && hasOffSwitch(row.userId)
      return found ? [itemOf(row, found, people, isOffered)] : []
    })
    const [first] = group
    if (d.isStopping?.()) return
    if (!items.length && group.every((row) => !unrenderable.has(row.id)))
      await mark(d, teamId, group, { stale: false, live: false })
    if (!first?.channelId || !items.length) continue
    const { message } = compose(items, people.get(first.userId)?.hours.zone ?? 'UTC')
    // Cleared before the edit: a change that comes while the edit is in flight marks the message again.
    const live = group.some((row) => rendered.get(row.id)?.isFinal === false)
    await mark(d, teamId, group, { stale: false, live })
    const edited = await d.messenger.update(teamId, first.channelId, first.ts, message)
    if (edited.isDone) continue
    await mark(d, teamId, group, { stale: true, live: true })
    if (edited.pauseSeconds === undefined) continue
    const after = await d.ctx.clock.now()
    const until = new Date(after.getTime() + edited.pauseSeconds * 1000)
    return pauseWorkspace(d.ctx.db, teamId, until, 'edits_paused_until')
  }
}

type StaleRow = Nudge & {
  lead: string
  class: 'notice' | 'nudge'
  ts: string
  channelId: string
  sentAt: Date
}

/** Every row of the messages that hold a stale one, in the order of the message. */
async function listStale(d: DeliveryContext, teamId: string, now: Date): Promise<StaleRow[]> {
  const { rows } = await sql<StaleColumns>`
    with leads as (
      select distinct coalesce(d.merged_into, d.id) as lead from nudges d, workspaces w
      where d.team_id = ${teamId} and d.stale and d.state = 'sent'
        and w.team_id = d.team_id and (w.edits_paused_until is null or w.edits_paused_until <= ${now})
      limit ${editsPerPass}
    )
    select ${nudgeColumns}, l.lead, d.manner, d.message_ts, d.channel_id, d.sent_at
    from leads l join nudges d on d.team_id = ${teamId} and (d.id = l.lead or d.merged_into = l.lead)
    where d.message_ts is not null
    order by d.due_at, d.planned_at, d.id`.execute(d.ctx.db)
  return rows.map((row) =>
    Object.assign(toNudge(row), {
      lead: row.lead,
      class: row.manner,
      ts: row.message_ts,
      channelId: row.channel_id,
      sentAt: row.sent_at,
    }),
  )
}

interface StaleColumns extends NudgeRow {
  lead: string
  manner: StaleRow['class']
  message_ts: string
  channel_id: string
  sent_at: Date
}

async function mark(
  d: DeliveryContext,
  teamId: string,
  group: readonly StaleRow[],
  flags: { stale: boolean; live: boolean },
) {
  await d.ctx.db
    .updateTable('nudges')
    .set(flags)
    .where('team_id', '=', teamId)
    .where(
      'id',
      'in',
      group.map((row) => row.id),
    )
    .execute()
}
