import { commonFields, failureName, ActionError, personOf, placeOf } from './actor.ts'
import { type Block, type Element, elementsOf, type StateValues } from './blocks.ts'
import { deliver } from './deliver.ts'
import { stateOf } from './element-state.ts'
import { createResponseUrl } from './response-urls.ts'
import { notify, type Slack } from './slack.ts'
import { createTrigger } from './triggers.ts'
import { wireMessage, wireView } from './wire.ts'
import { findMessage, findModal, type SlackPerson, type SlackView, nextStamp } from './world.ts'
import type { ElementState, Where } from '../act.ts'

interface Press {
  userId: string
  where: Where
  blockId: string
  actionId: string
  element: ElementState
  /** The state of the other elements of the message or view. */
  values?: StateValues
}

/** Uses an element of a message or view: sends block_actions. */
export async function press(slack: Slack, act: Press): Promise<void> {
  const person = personOf(slack, act.userId)
  const surface = surfaceOf(slack, person, act.where)
  const element = findElement(surface.blocks, act.blockId, act.actionId)
  if (!element) throw new ActionError('That element is no longer there.')
  const values = stateOf(surface.blocks, { ...surface.values, ...act.values })
  if (values[act.blockId]?.[act.actionId]) values[act.blockId]![act.actionId] = act.element
  if (surface.view) surface.view.state.values = values
  slack.changed()
  const actionStamp = nextStamp(slack.world, slack.now())
  const ack = await deliver(slack, {
    title: `press ${act.actionId}`,
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...commonFields(slack, person),
      container: surface.container,
      trigger_id: createTrigger(slack, person.id, person.teamId),
      ...surface.payload,
      state: { values },
      actions: [{ ...actionOf(element, act.element), block_id: act.blockId, action_ts: actionStamp }],
    },
  })
  if (ack.outcome !== 'ok') notify(slack, person.id, `The click did not reach the app: ${failureName(ack)}.`)
}

function actionOf(element: Element, state: ElementState): Record<string, unknown> {
  const { type, action_id, placeholder } = element
  if (type !== 'button') return { ...state, type, action_id, ...(placeholder ? { placeholder } : {}) }
  const { text, value, style } = element
  return { type, action_id, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}) }
}

interface Surface {
  blocks: Block[]
  values: StateValues
  container: Record<string, unknown>
  payload: Record<string, unknown>
  view?: SlackView
}

function surfaceOf(slack: Slack, person: SlackPerson, where: Where): Surface {
  if (where.kind === 'message') return messageSurface(slack, person, where)
  const found = where.kind === 'home' ? undefined : findModal(slack.world, where.viewId)
  const view = where.kind === 'home' ? slack.world.homes.get(person.id) : found?.stack[found.at]
  if (!view || view.userId !== person.id) throw new ActionError('That view is no longer open.')
  return {
    blocks: view.blocks,
    values: view.state.values,
    container: { type: 'view', view_id: view.id },
    payload: { view: wireView(slack, view) },
    view,
  }
}

function messageSurface(
  slack: Slack,
  person: SlackPerson,
  { channelId, ts }: { channelId: string; ts: string },
): Surface {
  const ephemeralMessage = slack.world.ephemerals
    .get(person.id)
    ?.find((m) => m.ts === ts && m.channelId === channelId)
  const message = ephemeralMessage ?? findMessage(slack.world, channelId, ts)
  if (!message) throw new ActionError('That message is no longer there.')
  const { channel } = placeOf(slack, { userId: person.id, channelId })
  const ephemeral = ephemeralMessage !== undefined
  const to = { userId: person.id, teamId: person.teamId, channelId, message: { ts, ephemeral } }
  return {
    blocks: message.blocks,
    values: {},
    container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: ephemeral },
    payload: {
      channel: { id: channelId, name: channel.name },
      ...(ephemeral ? {} : { message: wireMessage(slack, message) }),
      response_url: createResponseUrl(slack, to),
    },
  }
}

function findElement(blocks: Block[], blockId: string, actionId: string): Element | undefined {
  const block = blocks.find((one) => one.block_id === blockId)
  return block && elementsOf(block).find((element) => element.action_id === actionId)
}
