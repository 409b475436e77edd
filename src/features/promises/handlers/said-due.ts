/** The due time that a sent form names, in words or picked. */
import type { Call } from '../../../feature.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { isTooFar, readWhen } from '../../../time/due-date/index.ts'
import type { DueTime } from '../domain/commitment.ts'
import { readDueInputs } from '../views/due-inputs.ts'
import { formErrors, trySaying } from '../views/replies.ts'
import { readWhenInput } from '../views/when-input.ts'
import { speakerOf } from './create-from-text.ts'

export interface SaidDue {
  due: DueTime | undefined
  recurs?: { rule: string; zone: string }
  /** What is wrong, by block_id. */
  errors: Record<string, string>
}

/** The words where there are any, and otherwise the day and the time that were picked. */
export function readSaidDue(values: FormValues, call: Pick<Call, 'me' | 'now'>): SaidDue {
  const words = readWhenInput(values)
  if (!words) return checked(readDueInputs(values, call.me), call)
  const reading = readWhen(words, speakerOf(call))
  if (reading.kind === 'refused')
    return { due: undefined, errors: { when: trySaying(reading.why, reading.example) } }
  const { at, zone } = reading.due
  const recurs = reading.recurs && { rule: reading.recurs, zone: reading.recursIn ?? zone }
  return { due: { at, zone, words }, errors: {}, ...(recurs && { recurs }) }
}

function checked(due: DueTime | undefined, { now }: Pick<Call, 'now'>): SaidDue {
  if (!due) return { due, errors: { date: formErrors.noDay } }
  if (isTooFar(due.at, now)) return { due, errors: { date: formErrors.tooFar } }
  return { due, errors: due.at <= now ? { date: formErrors.past } : {} }
}

/** The same where a single time is meant. */
export function readOneDue(values: FormValues, call: Pick<Call, 'me' | 'now'>): SaidDue {
  const said = readSaidDue(values, call)
  return said.recurs ? { due: undefined, errors: { when: formErrors.noRule } } : said
}
