/** Builds the Bolt app: every request of a person goes through `serve`, what Slack tells by itself through events.ts. */
import { App } from '@slack/bolt'
import { logLevelOf } from '../db/connection-error.ts'
import { slackLibraryLogger } from '../ops/log.ts'
import { cleanStrings } from './clean-strings.ts'
import { dispatch } from './dispatch.ts'
import { listenToEvents } from './events.ts'
import type { AppParts } from './parts.ts'
import { readRequest } from './request.ts'
import { httpAnswer, respond } from './respond.ts'

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
  // Thrown on, so that the receiver answers with a status that says so, and Slack sends an event again.
  app.error(async (error) => {
    const isUnserved = error.code === 'slack_bolt_authorization_error'
    if (isUnserved) ctx.log.warn('a request from a workspace that is not served')
    else ctx.log[logLevelOf(error)]({ err: error }, 'Bolt failed')
    throw error
  })
  const commands = parts.features.flatMap((feature) => Object.keys(feature.commands ?? {}))
  const listener = (args: Incoming) => parts.track(serve(parts, args))
  for (const name of commands) app.command(name, listener)
  app.action(/^/, listener)
  app.view(/^/, listener)
  app.shortcut(/^/, listener)
  listenToEvents(app, parts)
  return app
}

/** The part of Bolt's arguments that commands, actions, views and shortcuts have in common. */
interface Incoming {
  ack: unknown
  body: unknown
  context: { teamId?: string; arrivedAt?: number }
}

async function serve(parts: AppParts, { ack, body, context }: Incoming): Promise<void> {
  const answer = ack as (value?: unknown) => Promise<void>
  const request = readRequest(cleanStrings(body), context.teamId)
  if (!request) return answer()
  const reply = await dispatch(parts, request, context.arrivedAt)
  await answer(httpAnswer(request, reply))
  await respond(parts, request, reply)
  parts.wake(request.teamId)
}
