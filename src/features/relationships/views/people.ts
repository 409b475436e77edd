/** My people: whom I call what, in a window. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, overflow, section, uniqueActionIds } from '../../../slack/blocks.ts'
import { labels, maxPartners, type Label, type Labelled } from '../domain/label.ts'
import { alliesTitle } from './allies.ts'
import { valuesTitle } from './values.ts'
import { goalsTitle } from './goals.ts'
import { mirrorTitle } from './mirror.ts'
import { labelWords } from './names.ts'
import { modal } from '../../../slack/modal.ts'

export interface PeopleView {
  labelled: readonly Labelled[]
  people: People
  /** What was just done, at the top. */
  said?: string | undefined
  /** From 0; a page has `peoplePage` people. */
  page?: number
}

/** People in one window: each takes one block, of the hundred of a view. */
const peoplePage = 40

export const peopleTitle = 'My people'

/** What can be done about one of them, and what else they may be called. */
export const personVerbs = {
  promise: 'Make a promise',
  thanks: 'Say thank you',
  talk: 'Ask to talk',
} as const
export type PersonVerb = keyof typeof personVerbs

export function peopleModal(view: PeopleView): ModalView {
  const { labelled, people, said, page = 0 } = view
  const sorted = sortedBy(labelled, people)
  const last = Math.max(0, Math.ceil(sorted.length / peoplePage) - 1)
  const at = Math.min(page, last)
  const shown = sorted.slice(at * peoplePage, (at + 1) * peoplePage)
  const partners = labelled.filter(({ label }) => label === 'partner').length
  const blocks: KnownBlock[] = [
    ...(said ? [section(said)] : []),
    ...(partners > maxPartners ? tooManyPartners(partners) : []),
    ...labels.flatMap((label) => group(label, shown, people)),
    ...(shown.length ? [] : [section('You have labelled nobody yet. `/people @colleague partner` begins.')]),
    ...pager(at, sorted.length),
    actions(
      button('Label a colleague', 'relationships.label_form', ''),
      button(alliesTitle, 'relationships.allies', ''),
      button(mirrorTitle, 'relationships.mirror', ''),
      button(valuesTitle, 'relationships.values', ''),
      button(goalsTitle, 'relationships.goals', ''),
    ),
    context(
      'Only you see this, here and everywhere. If nothing passes between you and a partner for four weeks, or a friend for eight, Monday’s digest says so, to you alone.',
    ),
  ]
  return modal({ id: 'relationships.people', title: peopleTitle, blocks: uniqueActionIds(blocks) })
}

function group(label: Label, shown: readonly Labelled[], people: People): KnownBlock[] {
  const own = shown.filter((one) => one.label === label)
  if (!own.length) return []
  return [
    context(`*${labelWords[label].title}*`),
    ...own.map(({ other }) => section(nameOf(people, other), personMenu(other, label))),
  ]
}

/** Five options are what Slack allows: what one may do with them, the other labels, and none of these. */
function personMenu(other: string, label: Label) {
  const verbs = Object.entries(personVerbs).map(([verb, text]) => [text, `${verb}:${other}`] as const)
  const change = label === 'partner' ? 'friend' : 'partner'
  return overflow('relationships.person', [
    ...verbs,
    [`Call ${labelWords[change].one}`, `${change}:${other}`],
    ['Take the label off', `none:${other}`],
  ])
}

function sortedBy(labelled: readonly Labelled[], people: People): Labelled[] {
  return labelled.toSorted(
    (a, b) =>
      labels.indexOf(a.label) - labels.indexOf(b.label) ||
      nameOf(people, a.other).localeCompare(nameOf(people, b.other)),
  )
}

function tooManyPartners(count: number): KnownBlock[] {
  return [
    section(
      `You call ${count} people partners. A partnership takes time; which of them are?`,
      button('Choose partners', 'relationships.partners_form', ''),
    ),
  ]
}

function pager(at: number, count: number): KnownBlock[] {
  if (count <= peoplePage) return []
  const first = at * peoplePage
  const turn = (label: string, to: number) => button(label, 'relationships.page', String(to))
  const hasMore = first + peoplePage < count
  return [
    context(`${first + 1}–${Math.min(count, first + peoplePage)} of ${count}`),
    actions(...(at > 0 ? [turn('Earlier', at - 1)] : []), ...(hasMore ? [turn('More', at + 1)] : [])),
  ]
}
