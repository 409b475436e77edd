import { Refusal, type Slack } from '../slack.ts'
import type { Install } from '../world.ts'

export type Args = Record<string, unknown>
export type Answer = Record<string, unknown>

/** The installation whose token was sent, and the workspace the call is for. */
export interface Caller {
  install: Install
  teamId: string
}

export interface Method {
  /** One of these must be granted; empty when any token will do. */
  scopes: string[]
  /** An organisation's token must name one of its workspaces; with any other method it speaks for the whole. */
  needsTeam?: true
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

/** An optional argument as text; '' when it is missing or no text. */
export function optional(args: Args, name: string): string {
  const value = args[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** An argument that came as JSON text in a form, or as a value in a JSON body; undefined when there is none. */
export function structured(args: Args, name: string, code: string): unknown {
  const value = args[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value
  try {
    const read: unknown = JSON.parse(value)
    return read
  } catch {
    return refuse(code)
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function truthy(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1
}
