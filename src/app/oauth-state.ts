/** The state of an install over OAuth: signed, for ten minutes, for one browser (its cookie), and for one use. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { InstallURLOptions, StateStore } from '@slack/oauth'
import type { Context } from '../context.ts'
import { recordDigest } from './idempotency.ts'

/** Milliseconds; Slack's own code expires after as long. */
const lifetime = 600_000

/** No workspace is known yet when a state is used, so that uses are noted under this name in place of one. */
const noWorkspace = 'oauth'

/** A state that is forged, too old, or used before. */
class StateError extends Error {
  override readonly name = 'StateError'
  readonly code = 'state_refused'
}

export function singleUseStates(ctx: Context, secret: string, options: InstallURLOptions): StateStore {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest()
  return {
    async generateStateParam(_, now) {
      const text = `${randomBytes(16).toString('base64url')}.${now.getTime()}`
      return `${text}.${sign(text).toString('base64url')}`
    },
    async verifyStateParam(now, state) {
      const [random, madeAt, signature = ''] = state.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = sign(`${random}.${madeAt}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new StateError('Forged')
      if (now.getTime() - Number(madeAt) > lifetime) throw new StateError('Too old')
      if (!(await isFirstUse(ctx, state))) throw new StateError('Used before')
      return options
    },
  }
}

async function isFirstUse(ctx: Context, state: string): Promise<boolean> {
  const scope = { db: ctx.db, teamId: noWorkspace }
  return recordDigest(scope, ctx.cipher.digest('oauth state', state), await ctx.clock.now())
}

interface SetsHeaders {
  setHeader(name: string, value: string | number | readonly string[]): unknown
}

/** The library's cookie says nothing of SameSite, which some browsers take for "send it along from anywhere". */
export function withSameSite<Response extends SetsHeaders>(response: Response): Response {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value)
    const cookies = Array.isArray(value) ? (value as string[]) : [String(value)]
    return setHeader(
      name,
      cookies.map((cookie) => `${cookie}; SameSite=Lax`),
    )
  }
  return response
}
