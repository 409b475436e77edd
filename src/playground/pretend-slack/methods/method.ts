import { Refusal, type Slack } from '../slack.ts'
import type { Install } from '../world.ts'

export type Args = Record<string, unknown>
export type Answer = Record<string, unknown>

/** Who calls: the installation whose token came, and the workspace the call is about. */
export interface Caller {
  install: Install
  teamId: string
}

export interface Method {
  /** One of these must be granted; none means that any token will do. */
  scopes: string[]
  run(slack: Slack, args: Args, caller: Caller): Answer
}

/** One of the scopes must have been granted to the token. */
export function requireScope(install: Install, scopes: string[]): void {
  if (scopes.some((scope) => install.scopes.includes(scope))) return
  refuse('missing_scope', { needed: scopes.join(','), provided: install.scopes.join(',') })
}

export function refuse(code: string, details: Record<string, unknown> = {}): never {
  throw new Refusal(code, details)
}

/** An argument that must be there and be text. */
export function required(args: Args, name: string): string {
  const value = args[name]
  if (typeof value === 'string' && value !== '') return value
  return refuse('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  })
}

/** An argument that came as JSON text in a form, or as a value in a JSON body. */
export function structured<T>(args: Args, name: string, code: string): T | undefined {
  const value = args[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value as T
  try {
    return JSON.parse(value) as T
  } catch {
    return refuse(code)
  }
}

export function truthy(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1
}
