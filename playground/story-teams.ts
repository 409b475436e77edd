import { cast } from './pretend-slack/seed.ts'

/** Alice, Bob and Carol. Carol's zone is an hour to the west, so that the same moment reads in two ways. */
const people = cast
  .filter(({ name }) => name !== 'mallory')
  .map((person) =>
    Object.assign(person.name === 'carol' ? { tz: 'Europe/London' } : {}, person, {
      displayName: person.realName!.split(' ', 1)[0]!,
      locale: 'en-GB',
    }),
  )
export const storyTeams = [
  {
    name: 'Acme',
    people,
    channels: { launch: ['alice', 'bob', 'carol'] },
    // So that a pulse can be tried.
    granted: ['files:write', 'channels:read', 'groups:read'],
  },
]
