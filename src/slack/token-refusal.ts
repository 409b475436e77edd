import { isTokenRefusal } from './refusals.ts'

/**
 * The code by which Slack refuses a token; undefined for anything else that a call may throw: trouble of Slack's own, or
 * the page of a proxy, which the library takes for the name of an error.
 */
export function tokenRefusal(error: unknown): string | undefined {
  const code = (error as { data?: { error?: string } }).data?.error
  return code !== undefined && isTokenRefusal(code) ? code : undefined
}
