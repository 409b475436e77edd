/** Every sentence that is said about circles. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import { nameOf, namesOf } from '../../people/display-name.ts'
import type { People } from '../../people/person.ts'
import {
  actions,
  button,
  context,
  header,
  input,
  modal,
  section,
  textMessage,
  type Message,
} from '../../slack/blocks.ts'
import { escape, stripControlChars } from '../../slack/mrkdwn.ts'
import { maxAllies, maxWhy, type Membership } from '../../circles/membership.ts'
import type { FormValues } from '../../slack/form-values.ts'

/** To the one who is invited; once they answered, a card that says how it stands. */
export function invitation(membership: Membership, people: People): Message {
  const { asker, status: standing, why, id } = membership
  const name = nameOf(people, asker)
  const reason = why ? `\n> ${escape(why).replace(/\n/g, '\n> ')}` : ''
  switch (standing) {
    case 'invited':
      return {
        text: `${name} asks you into their circle`,
        blocks: [
          section(
            `*${name}* would like to hear from you, now and then, what they are missing.${reason}\n` +
              'If you say yes, you get a question about once a week, never more than two over all circles, and answer it or not. ' +
              `What you write goes to ${name} and to nobody else. You can leave at any time, and nobody is told.`,
          ),
          actions(
            button("Yes, I'm in", 'circle.yes', id, { style: 'primary' }),
            button('No, thank you', 'circle.no', id),
            button('Not with this person', 'circle.never', id),
          ),
          context(`${name} sees only who said yes; not who said no, or nothing.`),
        ],
      }
    case 'in':
      return textMessage(
        `You are in ${name}'s circle. Thank you.`,
        actions(button('Leave', 'circle.leave', id)),
      )
    case 'declined':
      return textMessage(`You said no to ${name}'s circle. ${name} is not told.`)
    case 'left':
    case 'removed':
      return textMessage(`You are not in ${name}'s circle.`)
    default:
      return standing satisfies never
  }
}

export function joined(membership: Membership, people: People): Message {
  const name = nameOf(people, membership.ally)
  return textMessage(
    `${name} is in your circle. Thank you both. \`/candor\` shows when your next question goes out.`,
  )
}

/** The same words whoever was asked and whatever they answered before. */
export function invited(
  people: People,
  asked: readonly string[],
  alreadyIn: readonly string[],
  refused: readonly string[],
): Message {
  const lines = [
    ...(asked.length
      ? [
          `I ask ${namesOf(people, asked)} in private. You will hear who says yes; who says no, or nothing, stays theirs.`,
        ]
      : []),
    ...(alreadyIn.length
      ? [`${namesOf(people, alreadyIn)} ${alreadyIn.length === 1 ? 'is' : 'are'} in your circle already.`]
      : []),
    ...refused,
  ]
  const notes = asked.length
    ? [context('Each person hears an invitation of yours at most once in four weeks.')]
    : []
  return textMessage(lines.join('\n'), ...notes)
}

export interface Circles {
  allies: readonly Membership[]
  /** Invited within four weeks, whatever came of it. */
  awaited: readonly Membership[]
  /** In whose circles the viewer is. */
  askers: readonly Membership[]
  refused: readonly string[]
}

/** A colleague may be in many circles; of more than these Home shows the first. */
const shownAskers = 10

/** My circle, and the circles I am in, as Home and `/circle list` show them. */
export function circleBlocks({ allies, awaited, askers, refused }: Circles, people: People): KnownBlock[] {
  const room = maxAllies - allies.length - awaited.length
  return [
    header('My circle'),
    ...(allies.length
      ? allies.map((one) => section(nameOf(people, one.ally), button('Let go', 'circle.leave', one.id)))
      : [
          context(
            'Nobody yet. `/circle @one @two because I want to hear it from you` asks them, in private.',
          ),
        ]),
    ...(awaited.length
      ? [
          context(
            `Asked within four weeks: ${namesOf(
              people,
              awaited.map((one) => one.ally),
            )}.`,
          ),
        ]
      : []),
    ...(room > 0 ? [actions(button('Ask someone in', 'circle.form', ''))] : []),
    ...(askers.length
      ? [
          header('Circles I am in'),
          ...askers
            .slice(0, shownAskers)
            .map((one) => section(`${nameOf(people, one.asker)}'s`, button('Leave', 'circle.leave', one.id))),
          ...(askers.length > shownAskers
            ? [
                context(
                  `And ${askers.length - shownAskers} more. \`/circle leave @colleague\` works for each of them.`,
                ),
              ]
            : []),
        ]
      : []),
    ...(refused.length
      ? [
          context(
            `Not with: ${namesOf(people, refused)}. Only you see this; \`/circle allow @colleague\` takes it back.`,
          ),
        ]
      : []),
  ]
}

/** Both stand in each other's circle, so it has to be said which one is meant. */
export function whichCircle(mine: Membership, theirs: Membership, people: People): Message {
  const name = nameOf(people, mine.ally)
  return textMessage(
    `You and ${name} are in each other's circle. Which one is to end?`,
    actions(
      button(`Leave theirs`, 'circle.leave#theirs', theirs.id),
      button('Let them go from mine', 'circle.leave#mine', mine.id),
    ),
  )
}

export function inviteForm(): ModalView {
  return modal({
    id: 'circle.invite',
    title: 'Ask someone in',
    submit: 'Ask',
    close: 'Cancel',
    blocks: [
      section('Each of them is asked in private and says yes or no. You see only who is in.'),
      input('to', 'Who would tell you?', {
        type: 'multi_users_select',
        placeholder: { type: 'plain_text', text: 'Pick colleagues' },
        max_selected_items: maxAllies,
      }),
      input(
        'why',
        'Why them?',
        { type: 'plain_text_input', multiline: true, max_length: maxWhy },
        { optional: true, hint: 'They read this.' },
      ),
    ],
  })
}

const people = z.array(z.string())

export function readInvite(values: FormValues): { to: string[]; why: string } {
  const to = people.safeParse(values.to?.to?.selected_users ?? [])
  return { to: to.data ?? [], why: stripControlChars(values.why?.why?.value ?? '').trim() }
}
