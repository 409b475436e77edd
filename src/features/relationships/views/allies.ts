/** With whom it went both ways, as it happened. Pure. */
import type { ModalView } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { context, section } from '../../../slack/blocks.ts'
import { keptOf, type WithColleague } from '../domain/tally.ts'
import { counted, joined } from './names.ts'
import { modal } from '../../../slack/modal.ts'

export const alliesTitle = 'Who are my allies?'

/** Colleagues with a line of their own. */
const mostShown = 25
/** Names in the line of those with whom it went one way. */
const mostNames = 15

export function alliesModal(
  { mutual, oneWay }: { mutual: readonly WithColleague[]; oneWay: readonly string[] },
  people: People,
): ModalView {
  const more = mutual.length - mostShown
  const lines = mutual.slice(0, mostShown).map((one) => allyLine(one, people))
  return modal({
    id: 'relationships.allies',
    title: alliesTitle,
    blocks: [
      section(
        mutual.length
          ? '*With whom it went both ways this year*, the latest first. A list of what happened, not a rank.'
          : 'Nothing has gone both ways yet this year: kept promises and answers make this list.',
      ),
      ...lines.map((line) => section(line)),
      ...(more > 0 ? [section(`And ${counted(more, 'more colleague')}.`)] : []),
      ...(oneWay.length ? [section(`*So far one way:* ${someOf(oneWay, people)}`)] : []),
      context('Only you see this.'),
    ],
  })
}

function allyLine({ other, mine, theirs }: WithColleague, people: People): string {
  const name = nameOf(people, other)
  const did = [
    ...(keptOf(mine) ? [`kept ${counted(keptOf(mine), 'promise')}`] : []),
    ...(mine.answered ? [`gave ${counted(mine.answered, 'answer')}`] : []),
  ]
  const theirDid = [
    ...(keptOf(theirs) ? [`kept ${counted(keptOf(theirs), 'promise')}`] : []),
    ...(theirs.heard ? [`gave you ${counted(theirs.heard, 'answer')}`] : []),
  ]
  return `*${name}:* you ${joined(did)}; ${name} ${joined(theirDid)}.`
}

function someOf(ids: readonly string[], people: People): string {
  const more = ids.length - mostNames
  if (more <= 0) return namesOf(people, ids)
  const names = ids.slice(0, mostNames).map((id) => nameOf(people, id))
  return `${names.join(', ')} and ${more} more`
}
