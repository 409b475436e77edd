/** The messages and replies about shared goals, and the field in the form of a promise. Pure. */
import type { InputBlock } from '@slack/types'
import type { NotAColleague } from '../../../circles/membership.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, option, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { goalLimits, peopleIn, stateIn, type Goal } from '../domain/goal.ts'
import { invitationBlocks } from './goals.ts'
import { counted } from './names.ts'
import { input } from '../../../slack/modal.ts'

export const notYourGoal = 'I don’t know this goal, or you are not in it. Nothing changed.'
export const goalNeedsName = 'Say in a few words what it is.'
export const goalLeft = 'You are not in it any more. Nobody is told.'
export const goalDeclined = 'You said no. Nobody is told.'
export const goalClosed = 'Closed. Everybody in it is thanked once.'

export function tooManyGoals(): string {
  return `You are in ${goalLimits.open} open goals. Close or leave one first.`
}

export function goalIsFull(): string {
  return `A goal holds ${goalLimits.people} people.`
}

/** `waits` says until when the questions wait that are not told at once. */
export function goalAsked(people: People, ids: readonly string[], waits: readonly string[]): string {
  return [`I ask ${namesOf(people, ids)}. You will hear who says yes.`, ...waits].join('\n')
}

export function cannotJoin(reason: NotAColleague, name: string): string {
  const said: Record<NotAColleague, string> = {
    yourself: 'You are in it already. Pick colleagues.',
    app: `${name} is an app, and has no goals.`,
    left: `${name} has left this workspace.`,
    external: `${name} is from another organisation; goals are for colleagues of this workspace.`,
    guest: `${name} is a guest here; goals are for full members of the workspace.`,
  }
  return said[reason]
}

export function goalInvitation(goal: Goal, viewer: string, people: People): Message {
  const state = stateIn(goal, viewer)
  if (state === 'invited' && !goal.closedAt)
    return {
      text: `${nameOf(people, goal.madeBy)} asks you into a goal`,
      blocks: invitationBlocks(goal, viewer, people),
    }
  if (state === 'in')
    return textMessage(
      `You are in: *${escape(goal.name)}*`,
      ...(goal.closedAt ? [] : [actions(button('Show', 'relationships.goal', goal.id))]),
    )
  return textMessage(
    state === 'invited' ? 'This goal is closed.' : 'You are not in this goal. Nobody is told.',
  )
}

export function goalJoined(goal: Goal, joiner: string, people: People): Message {
  return textMessage(`${nameOf(people, joiner)} is in: *${escape(goal.name)}*`)
}

/** `kept` promises served it. */
export function goalThanks(goal: Goal, kept: number, people: People): Message {
  const did = kept ? ` ${counted(kept, 'promise')} that served it ${kept === 1 ? 'was' : 'were'} kept.` : ''
  return textMessage(`*${escape(goal.name)}* is closed.${did} Thank you, ${namesOf(people, peopleIn(goal))}.`)
}

/** In place of the free text: the goals that one is in. The promise shows the name to both. */
export function goalChoice(goals: readonly Goal[], chosen: string | undefined): InputBlock {
  const options = goals.slice(0, 100).map(({ id, name }) => option(name, id))
  const picked = options.find(({ value }) => value === chosen)
  return input(
    'goal',
    'Which goal does it serve?',
    {
      type: 'static_select',
      placeholder: { type: 'plain_text', text: 'One of your shared goals, or none' },
      options,
      ...(picked && { initial_option: picked }),
    },
    { optional: true, hint: 'Both of you see its name. Those in the goal see the promise.' },
  )
}
