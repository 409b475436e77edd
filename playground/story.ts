import { lastWeeksMonday, wallTimeOn } from './clock-targets.ts'
import { type TestUser, createTestUser } from './test-user.ts'
import type { PretendSlack } from './pretend-slack/index.ts'

const zone = 'Europe/Paris'

interface StoryParts {
  slack: PretendSlack
  settle(): Promise<void>
  advance(to: Date): Promise<void>
}

interface Scene {
  /** Days after the Monday of last week. */
  day: number
  at: string
  who: string
  does(who: TestUser): Promise<void>
}

const launch = { in: '#launch' }
const general = { in: '#general' }
const yes = "Yes, I'm in"

/** Last week a circle began and its first question went out; this week a launch is prepared. */
const scenes: Scene[] = [
  {
    day: 0,
    at: '10:10',
    who: 'alice',
    does: (alice) =>
      alice.types('/circle @bob @carol I want to hear what I miss before it costs us', general),
  },
  { day: 0, at: '10:25', who: 'bob', does: (bob) => bob.presses(yes) },
  { day: 0, at: '11:40', who: 'carol', does: (carol) => carol.presses(yes) },
  { day: 3, at: '10:05', who: 'alice', does: (alice) => alice.presses('Ask them') },
  {
    day: 4,
    at: '11:30',
    who: 'bob',
    async does(bob) {
      await bob.presses('Answer')
      await bob.submits({
        answer: 'You settle things in direct messages, and the rest of us hear late.',
        situation: 'On Monday the launch date moved in a chat of two.',
        effect: 'I planned two days for a date that was gone.',
      })
      if (bob.modal()) await bob.closesModal()
    },
  },
  {
    day: 7,
    at: '09:02',
    who: 'carol',
    does: (carol) => carol.types('Morning all. Launch is a week from Thursday.', launch),
  },
  {
    day: 7,
    at: '09:04',
    who: 'bob',
    does: (bob) => bob.types('@alice could somebody look over the budget sheet before I send it?', launch),
  },
  {
    day: 7,
    at: '09:07',
    who: 'alice',
    does: (alice) => alice.types('I can, this week. And the press list needs a second pair of eyes.', launch),
  },
  {
    day: 7,
    at: '09:09',
    who: 'bob',
    does: (bob) => bob.types('/promise @alice check the press list today at 4pm', launch),
  },
  {
    day: 7,
    at: '09:12',
    who: 'alice',
    does: (alice) => alice.types('/promise @bob look over the budget sheet by Friday 3pm', launch),
  },
  {
    day: 7,
    at: '09:30',
    who: 'carol',
    does: (carol) => carol.types('/promise ask @alice share the interview plan by Thursday noon', general),
  },
  {
    day: 7,
    at: '15:40',
    who: 'bob',
    async does(bob) {
      await bob.opensHome()
      await bob.presses('Done', { in: 'home', beside: 'check the press list' })
    },
  },
  {
    day: 7,
    at: '16:20',
    who: 'carol',
    does: (carol) => carol.types('Press list looks good to me now, thanks @bob', launch),
  },
]

/** Before the first scene. */
export function storyStart(): Date {
  return lastWeeksMonday(new Date(), zone)
}

/**
 * Plays a week and a day at Acme, so that a newcomer finds promises given, claimed and asked for, a question to answer
 * and an answer to read. Everything goes through the real app; a scene that fails is reported to `missed` and skipped.
 */
export async function tellStory(
  { slack, settle, advance }: StoryParts,
  missed = (_why: string) => {},
): Promise<void> {
  const start = slack.now()
  for (const { day, at, who, does } of scenes) {
    await advance(wallTimeOn(start, zone, day, at))
    const person = [...slack.world.people.values()].find(({ name }) => name === who)!
    await does(createTestUser(slack, person.id, settle)).catch((error: unknown) =>
      missed(`${who}, day ${day} at ${at}: ${String(error)}`),
    )
  }
  await advance(wallTimeOn(start, zone, 8, '09:30'))
  for (const { id } of slack.world.people.values())
    readEverythingBefore(slack, id, wallTimeOn(start, zone, 7, '00:00'))
  slack.notices = []
  slack.journal.clear()
}

/** Marks last week's messages as read, so that only the newer ones count as unread. */
function readEverythingBefore({ world }: PretendSlack, userId: string, moment: Date): void {
  for (const { id, memberIds } of world.channels.values())
    if (memberIds.includes(userId)) world.reads.set(`${id} ${userId}`, (moment.getTime() / 1000).toFixed(6))
}
