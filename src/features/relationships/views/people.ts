/** My people: whom I call what, as Home and the window show it. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, overflow, section, uniqueActionIds } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { labels, maxPartners, type Label, type Labelled } from '../domain/label.ts'
import { alliesTitle } from './allies.ts'
import { valuesTitle } from './values.ts'
import { goalsTitle } from './goals.ts'
import { mirrorTitle } from './mirror.ts'
import { labelWords } from './names.ts'
import { input, modal } from '../../../slack/modal.ts'

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

const peopleTitle = 'My people'

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

export function labelForm(): ModalView {
  return modal({
    id: 'relationships.label',
    title: 'Label a colleague',
    submit: 'Label',
    close: 'Cancel',
    blocks: [
      section('Only you see it. Nobody is told, and it changes nothing for them.'),
      input('who', 'Who?', {
        type: 'users_select',
        placeholder: { type: 'plain_text', text: 'Pick a colleague' },
      }),
      input('label', 'What do you call them?', {
        type: 'radio_buttons',
        options: labels.map((label) => ({
          text: { type: 'plain_text', text: labelWords[label].set },
          description: { type: 'plain_text', text: labelMeaning[label] },
          value: label,
        })),
      }),
    ],
  })
}

const labelMeaning: Record<Label, string> = {
  partner: 'Said on a Monday if nothing passed between you for four weeks',
  friend: 'The same after eight weeks',
  acquaintance: 'Never mentioned',
}

export function readLabel(values: FormValues): { other: string | undefined; label: Label | undefined } {
  const picked = values.label?.label?.selected_option?.value
  return {
    other: values.who?.who?.selected_user ?? undefined,
    label: labels.find((label) => label === picked),
  }
}

export function partnersForm(partners: readonly string[]): ModalView {
  return modal({
    id: 'relationships.partners',
    title: 'Choose partners',
    submit: 'Choose',
    close: 'Not now',
    blocks: [
      section('The others of your partners become friends in your list. Only you see it.'),
      input('partners', 'Which of them are partners?', {
        type: 'multi_users_select',
        initial_users: partners.slice(0, maxPartners),
        max_selected_items: maxPartners,
      }),
    ],
  })
}

export function readPartners(values: FormValues): readonly string[] {
  return values.partners?.partners?.selected_users ?? []
}

/** Two lines of Home: whom I call what, and the ways to the windows. */
export function peopleSection(labelled: readonly Labelled[], people: People): HomeSection {
  const lines = labels.flatMap((label) => {
    const own = labelled.filter((one) => one.label === label).map(({ other }) => other)
    return own.length ? [`*${labelWords[label].title}:* ${someNames(people, own)}`] : []
  })
  return {
    id: 'relationships.people',
    title: peopleTitle,
    lines: lines.length ? [{ key: 'people', blocks: [section(lines.join('\n'))] }] : [],
    empty: 'Whom you work with best, for your eyes alone. `/people @colleague partner` begins.',
    below: [
      actions(
        button(peopleTitle, 'relationships.people', ''),
        button(mirrorTitle, 'relationships.mirror', ''),
        button(alliesTitle, 'relationships.allies', ''),
      ),
    ],
  }
}

/** Names in one line of Home. */
const mostNames = 8

function someNames(people: People, ids: readonly string[]): string {
  if (ids.length <= mostNames) return namesOf(people, ids)
  const names = ids.map((id) => nameOf(people, id)).toSorted()
  return `${names.slice(0, mostNames).join(', ')} and ${ids.length - mostNames} more`
}
