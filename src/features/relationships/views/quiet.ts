/** Who has gone quiet: one message of the Monday digest. Pure. */
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { button, context, section, uniqueActionIds, type Message } from '../../../slack/blocks.ts'
import type { Labelled } from '../domain/label.ts'
import { personVerbs, type PersonVerb } from './people.ts'

export interface Quiet {
  labelled: Labelled
  weeks: number
  /** The one thing that is offered. */
  verb: PersonVerb
}

export function quietMessage(quiet: readonly Quiet[], people: People): Message {
  return {
    text: 'With whom it has gone quiet',
    blocks: uniqueActionIds([
      section('*With whom it has gone quiet*'),
      ...quiet.map(({ labelled, weeks, verb }) =>
        section(
          `Nothing has passed between you and ${nameOf(people, labelled.other)} here for ${weeks} weeks.`,
          button(personVerbs[verb], `relationships.${verb}`, labelled.other),
        ),
      ),
      context('Only you see this. It may well be fine as it is; `/people` holds your labels.'),
    ]),
  }
}
