/** Shows what a pulse came to, to those who belong to its channel at that moment, and makes a promise out of it. */
import type { ActionCall, Reply } from '../../../feature.ts'
import type { Scope } from '../../../db/database.ts'
import { pictureNotSent, pictureSent } from '../../../pictures/replies.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { takesPart, whyNotShown, type Pulse } from '../domain/pulse.ts'
import { answersIn, resultOf } from '../domain/tally.ts'
import { findPulses, listPulses } from '../store/pulse-store.ts'
import { readTallies } from '../store/tally-store.ts'
import { notYourPulse, pulseRefused, tooFewAnswered } from '../views/refusals.ts'
import { pulsePicture } from '../views/pulse-picture.ts'
import { promiseSource, resultModal, type ResultFacts, type Shown } from '../views/result-modal.ts'
import { putAway, stillOpen, unreadable } from '../views/show-replies.ts'

export async function showPulse(call: ActionCall): Promise<Reply> {
  const facts = await loadFacts(call)
  return 'refused' in facts ? { say: facts.refused } : { open: resultModal(facts) }
}

/** Drawn for the one who presses, who belongs to the channel; the window keeps its words. */
export async function sendPulsePicture(call: ActionCall): Promise<Reply> {
  const facts = await loadFacts(call)
  if ('refused' in facts) return { say: facts.refused }
  return {
    files: {
      create: async () => [{ name: 'pulse.png', picture: pulsePicture(facts) }],
      done: resultModal(facts, pictureSent),
      otherwise: resultModal(facts, pictureNotSent),
    },
  }
}

async function loadFacts(call: ActionCall): Promise<ResultFacts | { refused: Message }> {
  const found = await findShown(call)
  if ('refused' in found) return found
  const { pulse, released } = found
  const { me, now } = call
  const older = released.filter(({ openedAt }) => openedAt < pulse.openedAt)
  const beside = older.filter(({ id }) => released[0]!.comparedWith.includes(id))
  const [own, ...earlier] = await loadResults(call, [pulse, ...beside.toReversed()])
  if (own?.pulse.id !== pulse.id) return { refused: unreadable() }
  const hasOthers = older.length > beside.length
  return { ...own, earlier, hasOthers, me, now }
}

/** The form of a promise; where the channel is small, to everybody else in it. */
export async function promiseOutOfPulse(call: ActionCall): Promise<Reply> {
  const found = await findShown(call)
  if ('refused' in found) return { say: found.refused }
  const [own] = await loadResults(call, [found.pulse])
  if (!own) return { say: unreadable() }
  const others = [...found.members].filter((id) => id !== call.me.userId)
  const people = others.flatMap((id) => call.people.get(id) ?? []).filter(takesPart)
  const to = people.length <= mostPicked ? people.map(({ userId }) => userId) : []
  return { next: { to: 'openPromiseForm', input: { to, above: promiseSource(own, call.me) } } }
}

/** People whom the form of a promise names from the start. */
const mostPicked = 8

interface Found {
  pulse: Pulse
  /** The channel's released pulses, newest first. */
  released: readonly Pulse[]
  members: ReadonlySet<string>
}

async function findShown(call: ActionCall): Promise<Found | { refused: Message }> {
  const { channel, me } = call
  const hidden = whyNotShown(channel, me)
  if (hidden || channel?.kind !== 'open') return { refused: pulseRefused(hidden ?? 'unavailable') }
  const id = call.value.split(':')[1] ?? ''
  const pulse = (await findPulses(call, [id])).get(id)
  if (pulse?.channelId !== channel.id) return { refused: textMessage(notYourPulse) }
  if (pulse.state === 'open') return { refused: stillOpen(pulse, me, call.now) }
  if (pulse.state === 'erased') return { refused: tooFewAnswered(channel.id) }
  const released = await listPulses(call, channel.id, ['released'])
  const newest = released[0]!
  if (newest.id !== id && !newest.comparedWith.includes(id)) return { refused: putAway(newest) }
  return { pulse, released, members: channel.members }
}

async function loadResults(scope: Scope, pulses: readonly Pulse[]): Promise<Shown[]> {
  const tallies = await readTallies(
    scope,
    pulses.map(({ id }) => id),
  )
  return pulses.flatMap((pulse) => {
    const tally = tallies.get(pulse.id)
    return tally && answersIn(tally) ? [{ pulse, result: resultOf(tally, pulse.wording) }] : []
  })
}
