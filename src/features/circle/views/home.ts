/** My circle and the circles I am in, as Home and `/circle list` show them. Pure. */
import type { KnownBlock } from '@slack/types'
import { maxAllies, type Membership } from '../../../circles/membership.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, section } from '../../../slack/blocks.ts'
import { existingPage, homePageSize, type HomeSection } from '../../../slack/home-section.ts'

export interface Circles {
  allies: readonly Membership[]
  /** Invited within four weeks, whatever they answered but yes. */
  awaited: readonly Membership[]
  /** Memberships of the viewer in the circles of others. */
  askers: readonly Membership[]
  blocked: readonly string[]
}

/** `pageOf` gives the page that is wanted of a section. */
export function circleSections(
  circles: Circles,
  people: People,
  pageOf: (section: string) => number,
): HomeSection[] {
  const { askers } = circles
  const page = existingPage(pageOf('circle.askers'), askers.length)
  return [
    alliesSection(circles, people),
    {
      id: 'circle.askers',
      title: 'Circles I am in',
      count: askers.length,
      page,
      lines: askers.slice(page * homePageSize, (page + 1) * homePageSize).map((one) => ({
        key: one.id,
        blocks: [section(`${nameOf(people, one.asker)}'s`, button('Leave', 'circle.leave', one.id))],
      })),
    },
  ]
}

/** At most eight allies: they stand on one page. */
function alliesSection({ allies, awaited, blocked }: Circles, people: People): HomeSection {
  const room = maxAllies - allies.length - awaited.length
  const invited = namesOf(
    people,
    awaited.map((one) => one.ally),
  )
  const notes = [
    ...(awaited.length ? [`Asked within four weeks: ${invited}.`] : []),
    ...(blocked.length
      ? [
          `Not with: ${namesOf(people, blocked)}. Only you see this; \`/circle allow @colleague\` takes it back.`,
        ]
      : []),
  ]
  const below: KnownBlock[] = [
    ...notes.map(context),
    ...(room > 0 ? [actions(button('Ask someone in', 'circle.form', ''))] : []),
  ]
  return {
    id: 'circle.allies',
    title: 'My circle',
    lines: allies.map((one) => ({
      key: one.id,
      blocks: [section(nameOf(people, one.ally), button('Let go', 'circle.leave', one.id))],
    })),
    count: allies.length,
    empty: 'Nobody yet. `/circle @one @two because I want to hear it from you` asks them, in private.',
    below,
  }
}

/** A section whose pages can't be turned, as in a message. */
export function asList(one: HomeSection): HomeSection {
  const { count = 0, lines, below = [] } = one
  const left = count - lines.length
  if (left <= 0) return one
  const more = context(`And ${left} more. \`/circle leave @colleague\` works for each of them.`)
  return { ...one, count: lines.length, below: [...below, more] }
}
