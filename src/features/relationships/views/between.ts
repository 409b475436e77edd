/** Between us: what two people agreed to see together, in numbers. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { pictureLabel } from '../../../pictures/replies.ts'
import { actions, button, context, section, uniqueActionIds } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import type { Valued } from '../domain/mirror.ts'
import { colleagueIn, type Sharing } from '../domain/sharing.ts'
import { keptOf, type Tally } from '../domain/tally.ts'
import { textBars } from './bars.ts'
import { currencyNames } from './mirror.ts'
import { counted, joined, times } from './names.ts'
import { personVerbs } from './people.ts'
import { modal } from '../../../slack/modal.ts'

export const betweenTitle = 'Between us'

/** One of the two, and what they did for the other. */
export interface SideView {
  person: Person
  tally: Tally
  /** What they valued in what the other kept. */
  valued: Valued | undefined
}

export interface BetweenView {
  sharing: Sharing
  me: SideView
  other: SideView
  /** Names of the open goals that both are in. */
  goals: readonly string[]
}

/** `said` stands on top: what became of a picture that was asked for. */
export function betweenModal({ sharing, me, other, goals }: BetweenView, said?: string): ModalView {
  const name = escape(other.person.displayName)
  const id = other.person.userId
  const hasAny = [me, other].some(
    ({ tally }) => tally.promised + keptOf(tally) + tally.heard + tally.thanked > 0,
  )
  const blocks: KnownBlock[] = [
    ...(said ? [section(said)] : []),
    section(
      [
        `*Between you and ${name}, the last thirteen weeks*`,
        ...(hasAny ? sentences(me, other, name) : ['Nothing has passed between you here in these weeks.']),
        ...(goals.length ? [goalSentence(goals)] : []),
      ].join('\n'),
    ),
    ...(hasAny ? [section(bars(me, other))] : []),
    actions(
      ...(hasAny ? [button(pictureLabel, 'relationships.between_picture', id)] : []),
      button(personVerbs.promise, 'relationships.promise', id),
      button(personVerbs.thanks, 'relationships.thanks', id),
      button('End this', 'relationships.end', sharing.id, {
        confirm: {
          title: 'End this',
          text: 'Neither of you sees these numbers any more. No reason is asked, and no message goes out.',
          yes: 'End this',
          no: 'Keep it',
        },
      }),
    ),
    context(
      `${name} sees the same numbers. Nobody else does, and no word of any answer is in them. ` +
        'An answer counts once whoever asked has dealt with it.',
    ),
  ]
  return modal({ id: 'relationships.between', title: betweenTitle, blocks })
}

function sentences(me: SideView, other: SideView, name: string): string[] {
  const { tally: mine, valued: iValued } = me
  const { tally: theirs, valued: theyValued } = other
  return [
    ...(mine.promised || keptOf(mine) ? [`You ${promises(mine)}.`] : []),
    ...(theirs.promised || keptOf(theirs) ? [`${name} ${promises(theirs)}.`] : []),
    ...(iValued ? [`You ${thanked(iValued, name)}.`] : []),
    ...(theyValued ? [`${name} ${thanked(theyValued, 'you')}.`] : []),
    ...(mine.asked || theirs.heard
      ? [`You asked for candor ${never(mine.asked)}; ${name} gave ${answers(theirs.heard)}.`]
      : []),
    ...(theirs.asked || mine.heard
      ? [`${name} asked for candor ${never(theirs.asked)}; you gave ${answers(mine.heard)}.`]
      : []),
  ]
}

/** Goals named in it. */
const mostGoals = 5

function goalSentence(goals: readonly string[]): string {
  const named = goals.slice(0, mostGoals).map((name) => `*${escape(name)}*`)
  const more = goals.length - named.length
  const all = more > 0 ? [...named, `${more} more`] : named
  return `You are both in ${goals.length === 1 ? 'the goal' : 'the goals'} ${joined(all)}.`
}

function promises(tally: Tally): string {
  return `made ${counted(tally.promised, 'promise')} and kept ${keptOf(tally)}`
}

function answers(count: number): string {
  return count ? counted(count, 'signed answer') : 'no signed answer'
}

function never(count: number): string {
  return count ? times(count) : 'not once'
}

function thanked({ thanks, currencies }: Valued, whom: string): string {
  const worth = currencies.map(([currency]) => currencyNames[currency])
  return `thanked ${whom} ${times(thanks)}${worth.length ? `, for ${joined(worth)}` : ''}`
}

function bars(me: SideView, other: SideView): string {
  const name = other.person.displayName.slice(0, 10)
  return textBars([
    { label: 'You kept', count: keptOf(me.tally) },
    { label: `${name} kept`, count: keptOf(other.tally) },
    { label: 'Your answers', count: me.tally.heard },
    { label: `${name}'s answers`, count: other.tally.heard },
  ])
}

/** `asked` were invited within four weeks, whatever they answered but yes. */
export function betweenList(
  { shared, asked, said }: { shared: readonly Sharing[]; asked: readonly Sharing[]; said?: string },
  { me, people }: { me: string; people: People },
): ModalView {
  const nameIn = (one: Sharing) => nameOf(people, colleagueIn(one, me))
  return modal({
    id: 'relationships.between_list',
    title: betweenTitle,
    blocks: uniqueActionIds([
      ...(said ? [section(said)] : []),
      ...shared
        .slice(0, mostListed)
        .map((one) => section(nameIn(one), button('Show', 'relationships.between', colleagueIn(one, me)))),
      ...(shared.length > mostListed
        ? [context(`And ${shared.length - mostListed} more; \`/between @colleague\` shows each.`)]
        : []),
      ...(shared.length
        ? []
        : [section('You share this with nobody yet. `/between @colleague` asks one of them.')]),
      ...(asked.length
        ? [
            context(
              `Asked within four weeks: ${asked.slice(0, mostListed).map(nameIn).toSorted().join(', ')}.`,
            ),
          ]
        : []),
      context('What passes between two people, in numbers, seen by the two alone while both agree.'),
    ]),
  })
}

const mostListed = 40
