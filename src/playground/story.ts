import { type Hand, hand } from './hand.ts'
import type { PretendSlack } from './pretend-slack/index.ts'

export const storyZone = 'Europe/Paris'

interface Telling {
  slack: PretendSlack
  settle(): Promise<void>
  wind(to: Date): Promise<void>
  now(): Date
}

/**
 * A Monday and a half at Acme, so that a newcomer finds people at work: words given, one claimed and one asked for,
 * and a circle that has begun. All of it goes through the real app; what the app does not offer is passed over.
 */
export async function tellStory({ slack, settle, wind, now }: Telling): Promise<void> {
  const start = now()
  const person = (name: string): Hand => {
    const found = [...slack.world.people.values()].find((one) => one.name === name)!
    return hand(slack, found.id, settle)
  }
  const [alice, bob, carol] = [person('alice'), person('bob'), person('carol')]
  const scenes: [minutes: number, Hand, (who: Hand) => Promise<void>][] = [
    [2, carol, (who) => who.types('Morning all. Launch is a week from Thursday.', { in: '#launch' })],
    [
      4,
      bob,
      (who) =>
        who.types('@alice could somebody look over the budget sheet before I send it?', { in: '#launch' }),
    ],
    [
      7,
      alice,
      (who) =>
        who.types('I can, this week. And the press list needs a second pair of eyes.', { in: '#launch' }),
    ],
    [9, bob, (who) => who.types('/promise @alice check the press list today at 4pm', { in: '#launch' })],
    [
      12,
      alice,
      (who) => who.types('/promise @bob look over the budget sheet by Friday 3pm', { in: '#launch' }),
    ],
    [
      20,
      carol,
      (who) => who.types('/promise ask @alice share the interview plan by Thursday noon', { in: '#general' }),
    ],
    [
      40,
      alice,
      (who) =>
        who.types('/circle @bob @carol I want to hear what I miss before it costs us', { in: '#general' }),
    ],
    [55, bob, (who) => pressesFirstOf(who, ["Yes, I'm in"])],
    [65, carol, (who) => pressesFirstOf(who, ["Yes, I'm in"])],
    [7 * 60, bob, (who) => who.presses('Done')],
    [
      7 * 60 + 20,
      carol,
      (who) => who.types('Press list looks good to me now, thanks @bob', { in: '#launch' }),
    ],
  ]
  for (const [minutes, who, deed] of scenes) {
    await wind(new Date(start.getTime() + minutes * 60_000))
    await deed(who).catch(() => undefined)
  }
  await wind(new Date(start.getTime() + 24.5 * 3600_000))
  slack.notices = []
  slack.journal.clear()
}

async function pressesFirstOf(who: Hand, labels: string[]): Promise<void> {
  const said = who
    .dmMessages()
    .toReversed()
    .flatMap((message) => who.buttons(message))
  const label = said.find((one) => labels.includes(one))
  if (label) await who.presses(label)
}
