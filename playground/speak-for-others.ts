import { close, fill, submit } from './pretend-slack/modals.ts'
import { press } from './pretend-slack/press.ts'
import { appDm } from './pretend-slack/actor.ts'
import { type Block, type Element, elementsOf, type StateValues } from './pretend-slack/blocks.ts'
import { answers, answerValues, pointValues } from './sample-answers.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import type { SlackMessage, SlackPerson, SlackView } from './pretend-slack/world.ts'

interface Parts {
  slack: PretendSlack
  /** Waits until the app is idle. */
  settle(): Promise<void>
}

/**
 * Lets everybody but the viewer react to what waits in their DM: they accept invitations and answer questions, without
 * their name where the form offers that. Returns how many things were done.
 */
export async function speakForOthers(parts: Parts, viewerId: string): Promise<number> {
  const viewer = parts.slack.world.people.get(viewerId)
  const others = [...parts.slack.world.people.values()].filter(
    (person) =>
      person.id !== viewerId && person.teamId === viewer?.teamId && !person.isBot && !person.deleted,
  )
  let done = 0
  for (const [index, person] of others.entries())
    for (const message of waitingFor(parts.slack, person)) {
      if (await pressIn(parts, person, message, 'circle.yes')) done += 1
      else if (await answerQuestion(parts, person, message, answers[index % answers.length]!)) done += 1
      else if (await answerPulse(parts, person, message, index)) done += 1
    }
  return done
}

/** The app's messages to a person that ask for something, newest first. */
function waitingFor(slack: PretendSlack, person: SlackPerson): SlackMessage[] {
  const messages = slack.world.messages.get(appDm(slack, person.id)?.id ?? '') ?? []
  return messages.filter((message) => message.fromApp).toReversed()
}

function answerQuestion(
  parts: Parts,
  person: SlackPerson,
  message: SlackMessage,
  text: string,
): Promise<boolean> {
  return answerIn(parts, { person, message, actionId: 'candor.answer' }, (form) => answerValues(form, text))
}

/** Points from 1 to 7 for the statements of a pulse, other ones for each person. */
function answerPulse(
  parts: Parts,
  person: SlackPerson,
  message: SlackMessage,
  index: number,
): Promise<boolean> {
  return answerIn(parts, { person, message, actionId: 'pulse.answer' }, (form) => pointValues(form, index))
}

interface Answering {
  person: SlackPerson
  message: SlackMessage
  /** The button that opens the form. */
  actionId: string
}

async function answerIn(
  parts: Parts,
  { person, message, actionId }: Answering,
  valuesFor: (form: SlackView) => StateValues,
): Promise<boolean> {
  const { slack, settle } = parts
  if (!(await pressIn(parts, person, message, actionId))) return false
  const form = slack.world.modals.get(person.id)?.at(-1)
  if (!form?.submit) return false
  fill(slack, person.id, form.id, valuesFor(form))
  await submit(slack, person.id, form.id)
  await settle()
  const open = slack.world.modals.get(person.id) ?? []
  const isRefused = open.some((view) => Object.keys(view.errors).length > 0)
  for (const view of open.toReversed()) await close(slack, person.id, view.id)
  await settle()
  return !isRefused
}

/** Presses the button with this action id in a message, if there is one. */
async function pressIn(
  { slack, settle }: Parts,
  person: SlackPerson,
  message: SlackMessage,
  actionId: string,
): Promise<boolean> {
  const found = findButton(message, actionId)
  if (!found) return false
  await press(slack, {
    userId: person.id,
    where: { kind: 'message', channelId: message.channelId, ts: message.ts },
    blockId: found.block.block_id ?? '',
    actionId: found.element.action_id ?? '',
    element: { type: 'button' },
  })
  await settle()
  return true
}

/** The app makes equal action ids of one message unique by a suffix. */
function findButton(message: SlackMessage, actionId: string): { block: Block; element: Element } | undefined {
  for (const block of message.blocks)
    for (const element of elementsOf(block)) {
      const own = element.action_id ?? ''
      if (element.type === 'button' && (own === actionId || own.startsWith(`${actionId}#`)))
        return { block, element }
    }
  return undefined
}
