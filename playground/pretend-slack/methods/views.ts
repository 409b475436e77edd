import { createHash } from 'node:crypto'
import { nameBlocks, type ViewShape } from '../blocks.ts'
import { stateOf } from '../element-state.ts'
import { checkView } from '../limits.ts'
import type { Slack } from '../slack.ts'
import { consumeTrigger } from '../triggers.ts'
import { covers, findModal, newId, type SlackView } from '../world.ts'
import { wireView } from '../wire.ts'
import { type Args, type Caller, isRecord, type Method, refuse, required, structured } from './method.ts'

export const viewMethods: Record<string, Method> = {
  'views.open': {
    scopes: [],
    run(slack, args, caller) {
      const shape = readView(slack, args, 'modal')
      const { userId } = consumeTrigger(slack, required(args, 'trigger_id'), caller.teamId)
      return { view: wireView(slack, showModal(slack, shape, userId, caller.teamId)) }
    },
  },
  'views.push': {
    scopes: [],
    run(slack, args, caller) {
      const shape = readView(slack, args, 'modal')
      const { userId } = consumeTrigger(slack, required(args, 'trigger_id'), caller.teamId)
      if (!slack.world.modals.get(userId)?.length) return refuse('not_found')
      return { view: wireView(slack, pushModal(slack, shape, userId, caller.teamId)) }
    },
  },
  'views.update': {
    scopes: [],
    run(slack, args, caller) {
      const found = findView(slack, args, caller.teamId)
      if (!found) return refuse('not_found')
      checkHash(args, found)
      const shape = readView(slack, args, found.type)
      replaceView(slack, found, shape)
      return { view: wireView(slack, found) }
    },
  },
  'views.publish': { scopes: [], run: publish },
}

function publish(slack: Slack, args: Args, caller: Caller) {
  const { world } = slack
  const userId = required(args, 'user_id')
  if (slack.manifest.features.app_home?.home_tab_enabled === false) return refuse('not_enabled')
  const person = world.people.get(userId)
  if (!person || person.isBot) return refuse('invalid_arguments')
  const before = world.homes.get(userId)
  if (before) checkHash(args, before)
  const shape = readView(slack, args, 'home')
  const view = before ?? freshView(shape, userId, caller.teamId)
  world.homes.set(userId, view)
  replaceView(slack, view, shape)
  return { view: wireView(slack, view) }
}

/** Opens a modal on an empty stack; earlier modals are dropped. */
function showModal(slack: Slack, shape: ViewShape, userId: string, teamId: string): SlackView {
  checkExternalId(slack, shape, teamId)
  const view = freshView(shape, userId, teamId)
  slack.world.modals.set(userId, [view])
  slack.changed()
  return view
}

/** Puts a modal on top of the stack, which holds three at most. */
export function pushModal(slack: Slack, shape: ViewShape, userId: string, teamId: string): SlackView {
  const stack = slack.world.modals.get(userId) ?? []
  if (stack.length >= 3) return refuse('push_limit_reached')
  checkExternalId(slack, shape, teamId)
  const view = freshView(shape, userId, teamId)
  view.rootViewId = stack[0]?.id ?? view.id
  view.previousViewId = stack.at(-1)?.id
  stack.push(view)
  slack.world.modals.set(userId, stack)
  slack.changed()
  return view
}

/** Replaces the contents of a view; input stays where block id, action id and type are the same. */
export function replaceView(slack: Slack, view: SlackView, shape: ViewShape): void {
  const blocks = nameBlocks(shape.blocks, () => newId('', 5))
  const values = stateOf(blocks, view.state.values)
  for (const name of shapeFields) delete view[name]
  Object.assign(view, shape, { blocks, state: { values }, errors: {}, hash: newHash(view.id) })
  slack.changed()
}

const shapeFields = ['title', 'submit', 'close', 'callback_id', 'private_metadata', 'external_id'] as const

function freshView(shape: ViewShape, userId: string, teamId: string): SlackView {
  const blocks = nameBlocks(shape.blocks, () => newId('', 5))
  const id = newId('V')
  return {
    ...shape,
    blocks,
    id,
    teamId,
    userId,
    hash: newHash(id),
    state: { values: stateOf(blocks) },
    rootViewId: id,
    previousViewId: undefined,
    errors: {},
    busy: false,
  }
}

function newHash(id: string): string {
  return `${performance.now().toFixed(4)}.${createHash('sha256')
    .update(id + newId(''))
    .digest('hex')
    .slice(0, 8)}`
}

function readView(slack: Slack, args: Args, type: string): ViewShape {
  const shape = structured(args, 'view', 'invalid_arguments')
  if (!isView(shape))
    return refuse('invalid_arguments', {
      response_metadata: { messages: ['[ERROR] missing required field: view'] },
    })
  checkView(shape, type)
  return shape
}

function isView(value: unknown): value is ViewShape {
  return isRecord(value) && typeof value.type === 'string'
}

function findView(slack: Slack, args: Args, teamId: string): SlackView | undefined {
  const { world } = slack
  if (typeof args.view_id === 'string' && args.view_id) {
    const found = findModal(world, args.view_id)
    const home = [...world.homes.values()].find((view) => view.id === args.view_id)
    const view = found?.stack[found.at] ?? home
    return view && isOf(slack, view, teamId) ? view : undefined
  }
  const externalId = required(args, 'external_id')
  return allViews(slack).find((view) => view.external_id === externalId && isOf(slack, view, teamId))
}

function allViews(slack: Slack): SlackView[] {
  return [...[...slack.world.modals.values()].flat(), ...slack.world.homes.values()]
}

function checkHash(args: Args, view: SlackView): void {
  if (typeof args.hash === 'string' && args.hash && args.hash !== view.hash) refuse('hash_conflict')
}

/** Whether the caller's app opened the view: it may stand before somebody from another workspace. */
function isOf({ world }: Slack, view: SlackView, callerId: string): boolean {
  return view.teamId === callerId || covers(world, callerId, view.teamId)
}

function checkExternalId(slack: Slack, shape: ViewShape, teamId: string): void {
  if (!shape.external_id) return
  if (allViews(slack).some((view) => view.teamId === teamId && view.external_id === shape.external_id))
    refuse('duplicate_external_id')
}
