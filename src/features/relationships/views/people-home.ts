/** My people in App Home: whom I call what, and the ways to the windows. Pure. */
import { namesOf, nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, section } from '../../../slack/blocks.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { labels, type Labelled } from '../domain/label.ts'
import { alliesTitle } from './allies.ts'
import { mirrorTitle } from './mirror.ts'
import { labelWords } from './names.ts'
import { peopleTitle } from './people.ts'

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
