/**
 * Every button and form that stands before somebody, sent by somebody else or with another id: who acts and what is
 * looked up are all that a request can lie about, since Slack signs the rest.
 */
import { sql } from 'kysely'
import {
  type Element,
  elementsOf,
  optionsOf,
  type StateValues,
} from '../../playground/pretend-slack/blocks.ts'
import { deliver } from '../../playground/pretend-slack/deliver.ts'
import { stateOf } from '../../playground/pretend-slack/element-state.ts'
import { createResponseUrl } from '../../playground/pretend-slack/response-urls.ts'
import { createTrigger } from '../../playground/pretend-slack/triggers.ts'
import { pressMeant } from '../../src/app/menu.ts'
import { splitOrigin } from '../../src/app/modal-origin.ts'
import type { Workspace } from './workspace.ts'

export interface Control {
  kind: 'press' | 'form'
  /** What it stands for, also where it is an option of a menu. */
  name: string
  sentAs: string
  type: string
  /** The value of a button, the chosen option, or a form's metadata. */
  value: string
  values: StateValues
  /** Those before whom it stands. */
  holders: Set<string>
}

export interface By {
  userId: string
  teamId: string
}

/** All that can be pressed or submitted now, by anybody, in any window. */
export function collectControls({ slack }: Workspace): Control[] {
  const found = new Map<string, Control>()
  const add = (holder: string, control: Omit<Control, 'holders'>) => {
    const key = `${control.kind} ${control.name} ${control.value}`
    const known = found.get(key) ?? { ...control, holders: new Set<string>() }
    known.holders.add(holder)
    found.set(key, known)
  }
  const { world } = slack
  for (const { id, isBot } of world.people.values()) {
    if (isBot) continue
    const modals = world.modals.get(id) ?? []
    const home = world.homes.get(id)
    const channels = [...world.channels.values()].filter(({ memberIds }) => memberIds.includes(id))
    const messages = channels.flatMap((channel) => world.messages.get(channel.id) ?? [])
    const surfaces = [...messages, ...(world.ephemerals.get(id) ?? []), ...modals, ...(home ? [home] : [])]
    for (const block of surfaces.flatMap(({ blocks }) => blocks))
      for (const element of elementsOf(block)) for (const press of pressesOf(element)) add(id, press)
    for (const { callback_id: name, private_metadata: metadata = '', blocks, submit } of modals)
      if (name && submit)
        add(id, {
          kind: 'form',
          name,
          sentAs: name,
          type: '',
          value: splitOrigin(metadata).metadata,
          values: filled(stateOf(blocks)),
        })
  }
  // Whoever can open a form may submit it.
  const all = [...found.values()]
  for (const form of all.filter(({ kind }) => kind === 'form'))
    for (const press of all.filter(({ name, value }) => name === form.name && value === form.value))
      for (const holder of press.holders) form.holders.add(holder)
  return all
}

function pressesOf(element: Element): Omit<Control, 'holders'>[] {
  const { action_id: id, type } = element
  if (id === undefined || !['button', 'overflow', 'static_select'].includes(type)) return []
  const sentAs = id.split('#', 1)[0]!
  const values =
    type === 'button' ? [element.value ?? ''] : optionsOf(element).map(({ value }) => value ?? '')
  return values.map((value) => {
    const { name } = pressMeant({ name: sentAs, value, picked: type === 'button' ? undefined : value })
    return { kind: 'press' as const, name, sentAs, type, value, values: {} }
  })
}

/** Words in every empty field, so that a form that is let in stores something. */
function filled(values: StateValues): StateValues {
  for (const elements of Object.values(values))
    for (const state of Object.values(elements))
      if (state.type === 'plain_text_input') Object.assign(state, { value: 'words of an attacker' })
  return values
}

/** Sends it as somebody, with `value` for its own; answers all that is shown to them in return. */
export async function send(
  place: Workspace,
  control: Control,
  by: By,
  value = control.value,
): Promise<string> {
  const { slack } = place
  const { world } = slack
  const { userId, teamId } = by
  const heard = () => world.ephemerals.get(userId) ?? []
  const before = heard().length
  const open = world.modals.get(userId)
  world.modals.delete(userId)
  const common = {
    team: { id: teamId, domain: 'x' },
    user: { id: userId, team_id: teamId },
    trigger_id: createTrigger(slack, userId, teamId),
  }
  const payload = control.kind === 'press' ? pressOf(place, control, by, value) : formOf(control, value)
  const title = `attack ${control.name}`
  const ack = await deliver(slack, { title, kind: 'interactive', payload: { ...common, ...payload } })
  await place.settle()
  const shown = JSON.stringify([
    heard().slice(before),
    world.modals.get(userId)?.map(({ blocks }) => blocks) ?? [],
    ack.outcome === 'ok' ? ack.body : ack,
  ])
  if (open) world.modals.set(userId, open)
  else world.modals.delete(userId)
  return shown
}

function pressOf({ slack }: Workspace, control: Control, by: By, value: string) {
  const channelId = [...slack.world.channels.values()].find(({ teamId }) => teamId === by.teamId)!.id
  const stamp = `${Math.random()}`
  const { type, sentAs } = control
  const chosen = type === 'button' ? { value } : { selected_option: { value } }
  return {
    type: 'block_actions',
    response_url: createResponseUrl(slack, { ...by, channelId }),
    container: { type: 'message', message_ts: stamp, channel_id: channelId },
    actions: [{ type, action_id: sentAs, action_ts: stamp, ...chosen }],
  }
}

function formOf({ sentAs, values }: Control, metadata: string) {
  const view = { id: `V${Math.random()}`, type: 'modal', callback_id: sentAs, state: { values } }
  return { type: 'view_submission', view: { ...view, private_metadata: metadata } }
}

let tables: string[] | undefined

/**
 * Every row of every table but three: what is noted of requests, profiles, which are read again for whoever acts, and what
 * delivery has in hand.
 * By its text, so that what changed is what stands in one of two of them.
 */
export async function storedRows({ db }: Workspace): Promise<ReadonlySet<string>> {
  tables ??= (
    await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public'
        and table_type = 'BASE TABLE' and table_name not like 'kysely%'
        and table_name not in ('seen_requests', 'people', 'nudge_queue')`.execute(db)
  ).rows.map(({ name }) => name)
  const parts = tables.map(
    (name) => sql`select ${name} || to_jsonb(t)::text as row from ${sql.table(name)} t`,
  )
  const all = sql.join(parts, sql` union all `)
  // Most attacks change nothing: then the rows that were read last are those there are.
  const { rows: sums } = await sql<{ sum: string }>`
    select count(*) || ' ' || coalesce(sum(hashtextextended(row, 0)), 0) as sum from (${all}) as every`.execute(
    db,
  )
  const { sum } = sums[0]!
  if (lastRead?.sum !== sum) {
    const { rows } = await sql<{ row: string }>`${all}`.execute(db)
    lastRead = { sum, rows: new Set(rows.map(({ row }) => row)) }
  }
  return lastRead.rows
}

let lastRead: { sum: string; rows: ReadonlySet<string> } | undefined

/** Rows that stand in one of the two and not in the other. */
export function changedRows(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  if (before === after) return []
  return [...[...before].filter((row) => !after.has(row)), ...[...after].filter((row) => !before.has(row))]
}
