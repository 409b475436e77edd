import type { Choices } from '../../../people/store.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { formatTime, weekdayNames } from '../../../slack/mrkdwn.ts'

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** Says back what was saved. */
export function savedMessage(
  saved: Required<Choices>,
  reminders: ReadonlyMap<string, string>,
  zone: string,
): Message {
  const days = list.format(saved.workdays.toSorted((a, b) => a - b).map((day) => weekdayNames[day - 1]!))
  const off = saved.muted.flatMap((name) => reminders.get(name) ?? [])
  return textMessage(
    [
      `Saved. Your working day is ${saved.dayStart} to ${saved.dayEnd}, on ${days}.`,
      saved.dailyBudget === 1
        ? 'At most one reminder a day.'
        : `At most ${saved.dailyBudget} reminders a day.`,
      ...(saved.awayUntil
        ? [`You are away until ${formatTime(saved.awayUntil, zone)}; I keep everything until then.`]
        : []),
      ...(off.length ? [`No reminders of ${list.format(off)}.`] : []),
    ].join('\n'),
  )
}
