/** Makes every string of a payload one that Postgres and JSON take: no NUL, no half of a surrogate pair. Pure. */
import { clean } from '../slack/mrkdwn.ts'

/** Levels of nesting that are looked into; what Forthright reads stands in the first ten. */
const maxDepth = 40

export function cleanStrings(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return value
  if (Array.isArray(value)) return value.map((one) => cleanStrings(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleanStrings(one, depth + 1)]))
}
