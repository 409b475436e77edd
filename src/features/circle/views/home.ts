/** My circle and the circles I am in, as Home and `/circle list` show them. Pure. */
import type { KnownBlock } from '@slack/types'
import { maxAllies, type Membership } from '../../../circles/membership.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, header, section } from '../../../slack/blocks.ts'

export interface Circles {
  allies: readonly Membership[]
  /** Invited within four weeks, whatever they answered but yes. */
  awaited: readonly Membership[]
  /** Memberships of the viewer in the circles of others. */
  askers: readonly Membership[]
  blocked: readonly string[]
}

/** A colleague may be in many circles; Home shows only the first ones. */
const shownAskers = 10

export function circleBlocks({ allies, awaited, askers, blocked }: Circles, people: People): KnownBlock[] {
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
    ...(blocked.length
      ? [
          context(
            `Not with: ${namesOf(people, blocked)}. Only you see this; \`/circle allow @colleague\` takes it back.`,
          ),
        ]
      : []),
  ]
}
