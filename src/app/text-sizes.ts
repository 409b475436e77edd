/**
 * How long the texts of a form may be, checked here and not by Slack alone: `max_length` holds in its own windows, and a
 * request that comes another way is signed as well. Pure.
 */
import type { Feature } from '../feature.ts'
import type { FormValues } from '../slack/form-values.ts'
import { limits } from '../slack/blocks.ts'
import { tooLongForField } from './views.ts'

/** What is too long, by block; undefined = nothing is. The form stays open with all that was typed. */
export function findTooLong(
  features: readonly Feature[],
  form: string,
  values: FormValues,
): Record<string, string> | undefined {
  const errors: Record<string, string> = {}
  for (const [field, elements] of Object.entries(values))
    for (const { value } of Object.values(elements)) {
      if (typeof value !== 'string') continue
      const longest = longestText(features, form, field)
      // As a writer counts: an emoji outside the first plane is one character of theirs and two of JavaScript's.
      const length = Array.from(value.trim()).length
      if (length > longest) errors[field] = tooLongForField(length, longest)
    }
  return Object.keys(errors).length ? errors : undefined
}

export function longestText(features: readonly Feature[], form: string, field: string): number {
  const owner = features.find((feature) => Object.hasOwn(feature.forms ?? {}, form))
  const of = (key: string) => {
    const known = owner?.textLimits ?? {}
    return Object.hasOwn(known, key) ? known[key] : undefined
  }
  return of(`${form} ${field}`) ?? of(field) ?? limits.inputLength
}
