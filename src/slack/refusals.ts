/** Looks up what a refusal of Slack's Web API means. Pure. */
import {
  byMethod,
  type CodesByRefusal,
  type DeliveryMethod,
  everyMethod,
  type Refusal,
} from './refusal-codes.ts'

const lookups = new Map(
  Object.entries(byMethod).map(([method, table]) => [
    method,
    new Map([...entriesOf(everyMethod), ...entriesOf(table)]),
  ]),
)

function entriesOf(table: CodesByRefusal): [string, Refusal][] {
  return Object.entries(table).flatMap(([refusal, codes]) =>
    codes.map((code): [string, Refusal] => [code, refusal as Refusal]),
  )
}

/** undefined = not listed. Rate limits are no refusals; see `isRateLimit`. */
export function refusalOf(method: DeliveryMethod, code: string): Refusal | undefined {
  return lookups.get(method)?.get(code)
}

/** Whether it is about the token, by whatever method, and not about what is asked for. */
export function isTokenRefusal(code: string): boolean {
  return [...everyMethod.stopped!, ...everyMethod.mendable!].includes(code)
}

export function isRateLimit(code: string): boolean {
  return code === 'ratelimited' || code === 'rate_limited'
}
