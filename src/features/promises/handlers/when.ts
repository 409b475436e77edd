/** How a form's own words for a due time are read, shown as soon as they are entered. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Commitment } from '../domain/commitment.ts'
import { rejoinDueWords } from '../domain/due-words.ts'
import { readWhen, ruleInWords } from '../../../time/due-date/index.ts'
import { changeForm, type ChangeStart } from '../views/change-form.ts'
import { readMakeStart } from '../views/promise-form.ts'
import { readWhenInput } from '../views/when-input.ts'
import { sayReading, trySaying } from '../views/replies.ts'
import { formButton, placeholderDue } from './actions.ts'
import { speakerOf } from './create-from-text.ts'
import { openMakeForm } from './submissions.ts'

/** Enter in the form that makes a promise: the same form, with how the words are read. */
export async function showReading(call: ActionCall): Promise<Reply> {
  const { values = {}, metadata = '', blocks = [] } = call.view ?? {}
  const start = readMakeStart({ values, metadata, blocks })
  return openMakeForm(call, { ...start, shown: readingOf(call) })
}

/** The same in the form that changes one. */
export async function showChangedReading(call: ActionCall): Promise<Reply> {
  const value = call.view?.metadata ?? ''
  return openChangeForm(() => ({ shown: readingOf(call) }))({ ...call, value })
}

/** "No due time in there": the form with all the words, those that were read as its due time among them. */
export async function rejoin(call: ActionCall): Promise<Reply> {
  const [value = '', places = ''] = call.value.split('.')
  return openChangeForm(({ what, due }) => ({ what: rejoinDueWords(what, due.words, places) }))({
    ...call,
    value,
  })
}

function openChangeForm(start: (promise: Commitment) => ChangeStart) {
  return formButton(
    (promise, { now }) => ({ do: 'amend', due: placeholderDue(promise, now) }),
    (view) => changeForm(view, start(view.promise)),
  )
}

function readingOf(call: ActionCall): string | undefined {
  const words = readWhenInput(call.view?.values ?? {})
  if (!words) return undefined
  const reading = readWhen(words, speakerOf(call))
  if (reading.kind === 'refused') return trySaying(reading.why, reading.example)
  const { zone } = call.me.hours
  const rule = reading.recurs && ruleInWords(reading.recurs, call.now, zone)
  return sayReading(formatTime(reading.due.at, zone, call.now), rule, reading.notes)
}
