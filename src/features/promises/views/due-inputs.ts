/** The date and the time in a form, and the times that it offers. */
import { Temporal } from 'temporal-polyfill'
import type { Person } from '../../../people/person.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { addWorkdays, instantOf, isWorkday, localTime } from '../../../time/working-hours.ts'
import type { DueTime } from '../domain/commitment.ts'
import { input } from '../../../slack/modal.ts'

export interface LocalDue {
  day: Temporal.PlainDate
  /** 'HH:mm' */
  time: string
}

export function dueInputs({ day, time }: LocalDue) {
  return [
    input('date', 'Which day?', { type: 'datepicker', initial_date: day.toString() }),
    input('time', 'At what time?', { type: 'timepicker', initial_time: time }),
  ]
}

/** A date and a time of the person's own zone; the end of their day where no time is picked. */
export function readDueInputs(values: FormValues, me: Person): DueTime | undefined {
  const date = values.date?.date?.selected_date
  if (!date || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const time = values.time?.time?.selected_time ?? me.hours.dayEnd
  if (!/^\d{2}:\d{2}$/.test(time)) return undefined
  try {
    const at = instantOf(Temporal.PlainDate.from(date), time, me.hours.zone)
    return { at, zone: me.hours.zone, words: `${date} ${time}` }
  } catch {
    return undefined
  }
}

/** The time that something has already. */
export function localDue(at: Date, me: Person): LocalDue {
  const local = localTime(at, me.hours.zone)
  return { day: local.toPlainDate(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** The end of the next working day. */
export function nextWorkdayEnd(me: Person, now: Date): LocalDue {
  const today = localTime(now, me.hours.zone).toPlainDate()
  return { day: addWorkdays(today, 1, me.hours), time: me.hours.dayEnd }
}

/** The next sensible time after `due`: the same time of a later working day, never one that is past. */
export function laterThan(due: Date, me: Person, now: Date): LocalDue {
  const { hours } = me
  const from = localDue(due > now ? due : now, me)
  const { time } = localDue(due, me)
  const isAtWork = time >= hours.dayStart && time <= hours.dayEnd
  const day = addWorkdays(from.day, 1, hours)
  return {
    day: isWorkday(day, hours) ? day : from.day.add({ days: 1 }),
    time: isAtWork ? time : hours.dayEnd,
  }
}
