/** The date and the time in a form, and the form that offers another time. Pure. */
import type { ModalView } from '@slack/types'
import { Temporal } from 'temporal-polyfill'
import type { Person } from '../../../people/person.ts'
import { input, limits, modal, section } from '../../../slack/blocks.ts'
import { addWorkdays, instantOf, localTime } from '../../../time/working-hours.ts'
import type { Commitment, DueTime } from '../domain/commitment.ts'
import { quoted } from './card.ts'
import { noteInput } from './note-modal.ts'
import type { FormValues } from '../../../slack/form-values.ts'

/** "Need more time", "Another day", "Give more time". An answer to a request may change its words too. */
export function moveForm(promise: Commitment, me: Person, now: Date): ModalView {
  const isRequest = promise.state === 'requested'
  return modal({
    id: 'promises.propose',
    title: 'Another time',
    submit: 'Offer it',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(
        `${quoted(promise)}\n${isRequest ? 'They answer; nothing is promised until then.' : 'The other side answers; until then the old time stands.'}`,
      ),
      ...(isRequest
        ? [
            input('what', 'What you could promise', {
              type: 'plain_text_input',
              multiline: true,
              max_length: limits.inputLength,
              initial_value: promise.what,
            }),
          ]
        : []),
      ...dueInputs(me, promise.due.at, now),
      noteInput('Anything to add?'),
    ],
  })
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

export function dueInputs(me: Person, current: Date | undefined, now: Date) {
  const start = localTime(current && current > now ? current : now, me.hours.zone)
  const day = current ? start.toPlainDate() : addWorkdays(start.toPlainDate(), 1, me.hours)
  const time = current ? start.toPlainTime().toString({ smallestUnit: 'minute' }) : me.hours.dayEnd
  return [
    input('date', 'Which day?', { type: 'datepicker', initial_date: day.toString() }),
    input('time', 'At what time?', { type: 'timepicker', initial_time: time }),
  ]
}
