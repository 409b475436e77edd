/** The messages about a lifeline group. None of them holds what somebody wrote. Pure. */
import type { KnownBlock } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import {
  actions,
  button,
  context,
  overflow,
  section,
  textMessage,
  type Message,
} from '../../../slack/blocks.ts'
import { isMember, monthOf, othersIn, silenceOf } from '../domain/group.ts'
import type { GroupView } from '../store/group-views.ts'

const how =
  'Once in four weeks each writes one aim and one step towards it. The group reads it, and nobody else. Anyone leaves at any time, and nobody is told.'

/** To somebody who is asked in; once they answered, a card that says what they answered. */
export function invitation({ group, people, viewer }: GroupView): Message {
  const name = nameOf(people, group.starter)
  const mine = group.members.find((one) => one.userId === viewer)?.state
  const others = namesOf(
    people,
    group.members.map((one) => one.userId).filter((id) => id !== viewer && id !== group.starter),
  )
  if (mine === 'declined')
    return textMessage(`You said no to the group that ${name} asks together. Nobody is told.`)
  if (mine === 'left') return textMessage('You are not in this group.')
  if (group.state === 'on') return textMessage(`You said yes to the group that ${name} asks together.`)
  if (group.state === 'ended') return textMessage(`The group that ${name} asked together did not come about.`)
  if (mine === 'in') return textMessage('You said yes. The group begins when everybody has.')
  return {
    text: `${name} asks a group together`,
    blocks: [
      section(
        `*${name} asks you into a group with ${others}.*\n${how} It begins only if everybody says yes.`,
      ),
      actions(
        button("Yes, I'm in", 'lifeline.yes', group.id, { style: 'primary' }),
        button('No, thank you', 'lifeline.no', group.id),
      ),
      context('Nobody sees who said no, or nothing.'),
    ],
  }
}

/** To everybody, when the last one has said yes. */
export function started(view: GroupView, now: Date): Message {
  const { group, people, viewer } = view
  if (isOver(view, 0, now)) return over(view)
  return {
    text: 'Your group is together',
    blocks: [
      section(
        `You are in a group with ${namesOf(people, othersIn(group, viewer))}; everybody said yes.\n${how}`,
      ),
      ...writing(view, now),
    ],
  }
}

/** To each member, every four weeks. */
export function monthly(view: GroupView, month: number, now: Date): Message {
  const { group, people, viewer, writers } = view
  const written = writers.map((one) => one.writtenAt)
  if (isOver(view, month, now)) return over(view)
  return {
    text: 'One aim and one step for this month',
    blocks: [
      section(
        `A new month with ${namesOf(people, othersIn(group, viewer))}: one aim, and one step towards it.`,
      ),
      ...writing(view, now),
      ...(silenceOf(group, written, now) === 'last_month'
        ? [
            context(
              'Nobody has written for two months. If nobody does in this one either, the group ends by itself.',
            ),
          ]
        : []),
    ],
  }
}

/** To the starter, two weeks on. */
export function notTogether({ group, people, viewer }: GroupView): Message {
  const others = namesOf(
    people,
    group.members.map((one) => one.userId).filter((id) => id !== viewer),
  )
  return textMessage(
    `Your group with ${others} did not come together within two weeks, as not everybody said yes. Who did is not told.`,
  )
}

function isOver({ group, viewer }: GroupView, month: number, now: Date): boolean {
  return group.state !== 'on' || !isMember(group, viewer) || monthOf(group, now) > month
}

function over({ group, viewer }: GroupView): Message {
  if (!isMember(group, viewer)) return textMessage('You are not in this group any more.')
  return textMessage(group.state === 'ended' ? 'This group has ended.' : 'This month is over.')
}

/** Those who wrote this month and are still in it. */
export function writtenBy({ group, writers }: GroupView, now: Date): string[] {
  const month = monthOf(group, now)
  return writers.filter((one) => one.month === month && isMember(group, one.userId)).map((one) => one.userId)
}

function writing(view: GroupView, now: Date): KnownBlock[] {
  const { group, people, viewer } = view
  const written = writtenBy(view, now)
  const others = written.filter((id) => id !== viewer)
  const mine = written.includes(viewer) ? ['You have written.'] : []
  const theirs = others.length
    ? [`${namesOf(people, others)} ${others.length === 1 ? 'has' : 'have'} written.`]
    : []
  const said = [...mine, ...theirs].join(' ')
  return [
    ...(said ? [context(said)] : []),
    actions(
      button('Write mine', 'lifeline.write', group.id, mine.length ? {} : { style: 'primary' }),
      ...(written.length ? [button('What we wrote', 'lifeline.read', group.id)] : []),
      overflow('lifeline.leave', [['Leave the group', group.id]]),
    ),
  ]
}
