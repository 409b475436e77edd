/** Builds the Bolt app: installs the features, runs each request in one transaction, and performs its reply. */
import { createHmac, randomBytes } from 'node:crypto'
import { App } from '@slack/bolt'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Call, Feature, LinkHandlers, Links, Reply } from '../feature.ts'
import { isConnectionError, logLevelOf } from '../db/connection-error.ts'
import { inTransaction } from '../db/transaction.ts'
import { listenToEvents } from './events.ts'
import { slackLibraryLogger } from '../ops/log.ts'
import { httpAnswer, respond } from './respond.ts'
import { readRequest, type AppRequest } from './request.ts'
import { loadPeople } from '../people/load-people.ts'
import { textMessage } from '../slack/blocks.ts'
import type { AppParts } from './parts.ts'

export async function createBoltApp(parts: AppParts): Promise<App> {
  const { receiver, clientOptions, ctx } = parts
  const app = new App({
    receiver,
    authorize: parts.access.authorize,
    clientOptions,
    convoStore: false,
    deferInitialization: true,
    logger: slackLibraryLogger(ctx.log),
  })
  await app.init()
  // Thrown on, so that the guard answers with a status that says so, and Slack brings an event again.
  app.error(async (error) => {
    const isForeign = error.code === 'slack_bolt_authorization_error'
    if (isForeign) ctx.log.warn('a request from a workspace that is not served')
    else ctx.log[logLevelOf(error)]({ err: error }, 'Bolt failed')
    throw error
  })
  const names = parts.features.flatMap((feature) => Object.keys(feature.commands ?? {}))
  for (const name of names)
    app.command(name, (args) => serve(parts, args.ack, args.body, args.context.teamId))
  app.action(/^/, (args) => serve(parts, args.ack, args.body, args.context.teamId))
  app.view(/^/, (args) => serve(parts, args.ack, args.body, args.context.teamId))
  app.shortcut(/^/, (args) => serve(parts, args.ack, args.body, args.context.teamId))
  listenToEvents(app, parts)
  return app
}

type Ack = (answer?: never) => Promise<void>

async function serve(
  parts: AppParts,
  ack: unknown,
  body: unknown,
  teamId: string | undefined,
): Promise<void> {
  await parts.track(serveInHand(parts, ack as Ack, body, teamId))
}

async function serveInHand(
  parts: AppParts,
  ack: Ack,
  body: unknown,
  teamId: string | undefined,
): Promise<void> {
  const request = readRequest(body, teamId)
  if (!request) return ack()
  const reply = await answer(parts, request)
  await ack(httpAnswer(request, reply) as never)
  await respond(parts, request, reply)
  parts.wake(request.teamId)
}

/** What to tell the one who acted; whatever is thrown becomes words with a reference that the log has too. */
async function answer(parts: AppParts, request: AppRequest): Promise<Reply> {
  try {
    return (await handle(parts, request)) ?? {}
  } catch (error) {
    const reference = randomBytes(3).toString('hex')
    parts.ctx.log[logLevelOf(error)](
      { reference, teamId: request.teamId, name: request.name, err: error },
      'request failed',
    )
    return { say: textMessage(apology(error, reference)) }
  }
}

function apology(error: unknown, reference: string): string {
  return isConnectionError(error)
    ? `I can't reach my memory just now, so nothing was stored. Please try again in a minute. (Reference ${reference})`
    : `Something went wrong here, not with you, and nothing was stored. If it happens again, quote reference ${reference}.`
}

/** Undefined = this very request had its effect before. */
async function handle(parts: AppParts, request: AppRequest): Promise<Reply | undefined> {
  const run = handlerOf(parts.features, request)
  if (!run)
    return {
      say: textMessage('That button is from an earlier version of me. App Home has everything that is open.'),
    }
  const { ctx } = parts
  const people = await loadPeople(ctx, parts.clientOf, request.teamId, request.mentionedIds)
  const me = people.get(request.userId)
  if (!me)
    return {
      say: textMessage("Slack didn't tell me who you are just now, so nothing was stored. Please try again."),
    }
  if (me.isDeactivated)
    return { say: textMessage('Slack says that this account is closed, so nothing was stored.') }
  const now = await ctx.clock.cachedNow()
  try {
    return await inTransaction(ctx.db, async (tx) => {
      if (!(await noteAsSeen(tx, request, parts.key, now))) return undefined
      const call = { teamId: request.teamId, me, people, now, db: tx, cipher: ctx.cipher, log: ctx.log }
      const reply = await runNext(parts.features, call, await run(call))
      if (reply.errors) throw new NothingStored(reply)
      return reply
    })
  } catch (error) {
    if (error instanceof NothingStored) return error.reply
    throw error
  }
}

/** One feature hands on to another, once: a chain of them would be hard to follow for a reader too. */
async function runNext(features: readonly Feature[], call: Call, { next, ...reply }: Reply): Promise<Reply> {
  if (!next) return reply
  const { next: _, ...more } = await runLink(features, call, next.to, next.input)
  return { ...reply, ...more }
}

async function runLink<Name extends keyof Links>(
  features: readonly Feature[],
  call: Call,
  name: Name,
  input: Links[Name],
): Promise<Reply> {
  const handler: LinkHandlers[Name] | undefined = features.find((feature) => feature.links?.[name])?.links?.[
    name
  ]
  if (!handler) throw new Error(`No feature answers the link ${name}`)
  return handler(call, input)
}

/** A form with errors is rolled back whole, so that the corrected one counts as new. */
class NothingStored extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('The form has errors')
    this.reply = reply
  }
}

/** Kept as a keyed digest: who pressed what is nobody's to read back from a table. */
async function noteAsSeen(tx: Tx, request: AppRequest, secret: Buffer, now: Date): Promise<boolean> {
  const key = createHmac('sha256', secret).update(request.key).digest('base64url')
  const noted = await sql`
    insert into seen_requests (team_id, key, seen_at) values (${request.teamId}, ${key}, ${now})
    on conflict do nothing`.execute(tx)
  return Number(noted.numAffectedRows) === 1
}

function handlerOf(
  features: readonly Feature[],
  request: AppRequest,
): ((call: Call) => Promise<Reply>) | undefined {
  const { kind, name, text, value, picked, values, metadata } = request
  for (const feature of features) {
    switch (kind) {
      case 'command': {
        const command = feature.commands?.[name as `/${string}`]
        if (command) return (call) => command.run({ ...call, text })
        break
      }
      case 'press': {
        const press = feature.actions?.[name]
        const view = request.view?.type === 'modal' ? { metadata, values } : undefined
        if (press) return (call) => press({ ...call, value, picked, view })
        break
      }
      case 'form': {
        const form = feature.forms?.[name]
        if (form) return (call) => form({ ...call, values, metadata })
        break
      }
      case 'shortcut': {
        const shortcut = feature.shortcuts?.[name]
        const { message } = request
        if (shortcut && message) return (call) => shortcut({ ...call, message })
        break
      }
      default:
        kind satisfies never
    }
  }
  return undefined
}
