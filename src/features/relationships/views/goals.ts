/** Shared goals: the list, the page of one, the forms. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { PromiseSummary } from '../../../feature.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, section, uniqueActionIds } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { escape, formatTime, shorten, stripControlChars } from '../../../slack/mrkdwn.ts'
import { goalLimits, peopleIn, stateIn, type Goal } from '../domain/goal.ts'
import { counted } from './names.ts'
import { input, modal } from '../../../slack/modal.ts'

export const goalsTitle = 'Shared goals'

/** Goals in one list, two blocks each. */
const mostListed = 30

export function goalsModal(
  goals: readonly Goal[],
  { me, people, said }: { me: string; people: People; said?: string | undefined },
): ModalView {
  const asked = goals.filter((goal) => stateIn(goal, me) === 'invited')
  const mine = goals.filter((goal) => stateIn(goal, me) === 'in')
  return modal({
    id: 'relationships.goals',
    title: goalsTitle,
    blocks: uniqueActionIds([
      ...(said ? [section(said)] : []),
      ...asked.slice(0, mostListed).flatMap((goal) => invitationBlocks(goal, me, people)),
      ...mine
        .slice(0, mostListed)
        .map((goal) =>
          section(
            `*${escape(goal.name)}*\n${namesOf(people, peopleIn(goal))}`,
            button('Show', 'relationships.goal', goal.id),
          ),
        ),
      ...(goals.length ? [] : [section('No goal yet. One has a name, a why, and people who each said yes.')]),
      actions(button('New goal', 'relationships.goal_form', '')),
    ]),
  })
}

/** What is asked, why, and what a yes means. */
export function invitationBlocks(goal: Goal, me: string, people: People): KnownBlock[] {
  const others = peopleIn(goal).filter((userId) => userId !== me)
  const why = goal.why ? `\n> ${escape(goal.why).replace(/\n/g, '\n> ')}` : ''
  return [
    section(
      `*${nameOf(people, goal.madeBy)} asks you into a goal: ${escape(goal.name)}*${why}\n` +
        `In it: ${namesOf(people, others)}. Those in it see the promises that serve it. You leave at any time.`,
    ),
    actions(
      button("I'm in", 'relationships.goal_yes', goal.id, { style: 'primary' }),
      button('No, thank you', 'relationships.goal_no', goal.id),
    ),
  ]
}

export interface GoalView {
  goal: Goal
  me: string
  people: People
  promises: readonly PromiseSummary[]
  now: Date
  zone: string
}

/** Promises of each group on the page. */
const mostPromises = 15

/** Where it stands, on one page. */
export function goalModal(view: GoalView): ModalView {
  const { goal, me, people, promises } = view
  const open = promises.filter(({ state }) => state === 'open' || state === 'claimed')
  const kept = promises.filter(({ state }) => state === 'kept')
  // A no looks like no answer.
  const asked = goal.members.filter(({ state }) => state === 'invited' || state === 'declined').length
  const why = goal.why ? `\n> ${escape(goal.why).replace(/\n/g, '\n> ')}` : ''
  const waiting = asked ? ` Asked besides: ${counted(asked, 'colleague')}.` : ''
  return modal({
    id: 'relationships.goal',
    title: 'A shared goal',
    metadata: goal.id,
    blocks: [
      section(`*${escape(goal.name)}*${why}\nIn it: ${namesOf(people, peopleIn(goal))}.${waiting}`),
      section(promiseGroup('Open', open, view)),
      section(promiseGroup('Kept', kept, view)),
      ...(goal.closedAt ? [] : [goalButtons(goal, me)]),
      context(
        goal.closedAt
          ? 'This goal is closed.'
          : 'Choose it in the form of `/promise`, and those in it see that promise here.',
      ),
    ],
  })
}

function goalButtons(goal: Goal, me: string): KnownBlock {
  const close = button('Close the goal', 'relationships.goal_close', goal.id, {
    confirm: {
      title: 'Close the goal',
      text: 'Everybody in it is thanked once. The promises stay as they are.',
      yes: 'Close the goal',
      no: 'Keep it open',
    },
  })
  const mayClose = goal.madeBy === me || !peopleIn(goal).includes(goal.madeBy)
  return actions(
    button('Ask someone in', 'relationships.goal_ask_form', goal.id),
    ...(mayClose ? [close] : []),
    button('Leave', 'relationships.goal_leave', goal.id),
  )
}

function promiseGroup(title: string, promises: readonly PromiseSummary[], view: GoalView): string {
  const { people, now, zone } = view
  const lines = promises.slice(0, mostPromises).map(({ what, promisor, promisee, dueAt, state }) => {
    const who = `${nameOf(people, promisor)} to ${nameOf(people, promisee)}`
    const due = state === 'kept' ? '' : `, due ${formatTime(dueAt, zone, now)}`
    return `• ${escape(shorten(what.replace(/\s+/g, ' '), 120))} (${who}${due})`
  })
  const more = promises.length - lines.length
  return [
    `*${title} (${promises.length})*`,
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(promises.length ? [] : ['none yet']),
  ].join('\n')
}

export function goalForm(): ModalView {
  return modal({
    id: 'relationships.goal_make',
    title: 'New goal',
    submit: 'Ask them in',
    close: 'Cancel',
    blocks: [
      section(
        'Each of them is asked and says yes or no. Those in it read the name, the why, and the promises that serve it.',
      ),
      input('name', 'What do you want to reach together?', {
        type: 'plain_text_input',
        max_length: goalLimits.name,
      }),
      input(
        'why',
        'Why does it matter?',
        { type: 'plain_text_input', multiline: true, max_length: goalLimits.why },
        { optional: true },
      ),
      peopleInput(),
    ],
  })
}

export function goalAskForm(goal: Goal): ModalView {
  return modal({
    id: 'relationships.goal_ask',
    title: 'Ask someone in',
    submit: 'Ask',
    close: 'Cancel',
    metadata: goal.id,
    blocks: [section(`*${escape(goal.name)}*\nEach of them says yes or no.`), peopleInput()],
  })
}

function peopleInput() {
  return input('people', 'With whom?', {
    type: 'multi_users_select',
    placeholder: { type: 'plain_text', text: 'Pick colleagues' },
    max_selected_items: goalLimits.people - 1,
  })
}

export function readGoal(values: FormValues): { name: string; why: string; people: readonly string[] } {
  const text = (id: string) => stripControlChars(values[id]?.[id]?.value ?? '').trim()
  return {
    name: text('name').replace(/\s+/g, ' '),
    why: text('why'),
    people: values.people?.people?.selected_users ?? [],
  }
}
