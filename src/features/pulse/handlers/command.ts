/** `/pulse` in a channel: how its pulse stands, or the preview of the next one. */
import type { CommandCall, Reply } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { closesAfter, membersOf, nextStart, whyNotShown, whyNotStarted } from '../domain/pulse.ts'
import { listPulses } from '../store/pulse-store.ts'
import { helpMessage, unknownWord } from '../views/help.ts'
import { pulseRefused } from '../views/refusals.ts'
import { preview, standing, withLast } from '../views/start-replies.ts'

export async function runPulse(call: CommandCall): Promise<Reply> {
  const typed = call.text.trim()
  if (/^(help|\?)$/i.test(typed)) return { say: helpMessage() }
  if (typed) return { say: unknownWord(typed.split(/\s/, 1)[0]!) }
  return { say: await stateOfChannel(call) }
}

async function stateOfChannel(call: CommandCall) {
  const { channel, me, now, db, teamId } = call
  const hidden = whyNotShown(channel, me)
  if (hidden || channel?.kind !== 'open') return pulseRefused(hidden ?? 'unavailable')
  const all = await listPulses(call, channel.id)
  const [last] = all
  const shown = all.find(({ state }) => state === 'released')
  const reader = { me, people: call.people, now }
  if (last && (last.state === 'open' || now < nextStart(last, me.hours.zone))) {
    const open = last.state === 'open' ? last : undefined
    const people = await findPeople(db, teamId, [last.starter])
    return standing({ open, shown, last }, { ...reader, people })
  }
  const members = membersOf(channel, call.people)
  const problem = whyNotStarted(channel, members)
  const next = problem
    ? pulseRefused(problem)
    : preview(channel.id, members, closesAfter(me.hours, now), reader)
  return withLast(next, shown, reader)
}
