import { commonFields, ActionError, personOf } from './actor.ts'
import type { StateValues, ViewShape } from './blocks.ts'
import { deliver } from './deliver.ts'
import { stateOf } from './element-state.ts'
import { checkView } from './limits.ts'
import { validationErrors } from './modal-validation.ts'
import { pushModal, replaceView } from './methods/views.ts'
import { notify, Refusal, type Slack } from './slack.ts'
import { createTrigger } from './triggers.ts'
import { wireView } from './wire.ts'
import { findModal, type SlackView } from './world.ts'

/** Writes input into an open modal's state. */
export function fill(slack: Slack, userId: string, viewId: string, values: StateValues): SlackView {
  const view = requireOpenView(slack, userId, viewId)
  const before = view.state.values
  const merged: StateValues = { ...before }
  for (const [blockId, elements] of Object.entries(values))
    merged[blockId] = { ...merged[blockId], ...elements }
  view.state.values = stateOf(view.blocks, merged)
  slack.changed()
  return view
}

/** Submits the modal. Missing and invalid input is reported at once, without a request to the app. */
export async function submit(
  slack: Slack,
  userId: string,
  viewId: string,
  values: StateValues = {},
): Promise<void> {
  const view = fill(slack, userId, viewId, values)
  view.errors = validationErrors(view)
  if (Object.keys(view.errors).length > 0) return slack.changed()
  view.busy = true
  slack.changed()
  const person = personOf(slack, userId)
  const ack = await deliver(slack, {
    title: `submit ${view.callback_id ?? 'modal'}`,
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...commonFields(slack, person, 'form'),
      trigger_id: createTrigger(slack, userId, person.teamId),
      view: wireView(slack, view),
      response_urls: [],
    },
  })
  view.busy = false
  if (ack.outcome === 'ok') applyAnswer(slack, view, ack.body)
  else notifyTrouble(slack, view)
  slack.changed()
}

/** Closes the top modal; view_closed is sent only if the view asked for it. */
export async function close(slack: Slack, userId: string, viewId: string): Promise<void> {
  const view = requireOpenView(slack, userId, viewId)
  remove(slack, view)
  slack.changed()
  if (!view.notify_on_close) return
  await deliver(slack, {
    title: `close ${view.callback_id ?? 'modal'}`,
    kind: 'interactive',
    payload: {
      type: 'view_closed',
      ...commonFields(slack, personOf(slack, userId), 'form'),
      view: wireView(slack, view),
      is_cleared: false,
    },
  })
}

function requireOpenView(slack: Slack, userId: string, viewId: string): SlackView {
  const found = findModal(slack.world, viewId)
  const view = found?.stack[found.at]
  if (!view || view.userId !== userId) throw new ActionError('That modal is no longer open.')
  return view
}

function remove(slack: Slack, view: SlackView): void {
  const found = findModal(slack.world, view.id)
  found?.stack.splice(found.at, 1)
}

function notifyTrouble(slack: Slack, view: SlackView): void {
  notify(slack, view.userId, 'We had some trouble connecting. Try again?')
}

function applyAnswer(slack: Slack, view: SlackView, body: unknown): void {
  const answer = (typeof body === 'object' && body ? body : {}) as {
    response_action?: string
    view?: ViewShape
    errors?: Record<string, string>
  }
  try {
    applyResponseAction(slack, view, answer)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    notifyTrouble(slack, view)
  }
}

function applyResponseAction(
  slack: Slack,
  view: SlackView,
  {
    response_action: action,
    view: next,
    errors,
  }: { response_action?: string; view?: ViewShape; errors?: Record<string, string> },
): void {
  switch (action) {
    case undefined:
      return remove(slack, view)
    case 'clear':
      slack.world.modals.set(view.userId, [])
      return
    case 'errors':
      return showErrors(view, errors ?? {})
    case 'update':
    case 'push':
      if (!next) throw new Refusal('invalid_arguments')
      checkView(next, 'modal')
      if (action === 'update') return replaceView(slack, view, next)
      pushModal(slack, next, view.userId, view.teamId)
      return
    default:
      throw new Refusal('invalid_arguments')
  }
}

function showErrors(view: SlackView, errors: Record<string, string>): void {
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id))
  const blockIds = Object.keys(errors)
  if (blockIds.length === 0 || blockIds.some((blockId) => !inputs.has(blockId)))
    throw new Refusal('invalid_arguments')
  view.errors = errors
}
