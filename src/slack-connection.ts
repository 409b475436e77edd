/** The two ways between Slack and the process: the clients that call it, and the receiver of what it sends. */
import type { Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { openAccess, type OpenAccess, type OpenAccessOptions } from './app/open-access.ts'
import { httpReceiver, type HttpReceiver } from './app/receiver.ts'
import { socketReceiver } from './app/socket-receiver.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { slackLibraryLogger } from './ops/log.ts'
import { createWebClients, type ClientOf } from './slack/web-clients.ts'

/** Milliseconds that a call may take while a person waits. */
const quickTimeout = 2500

export interface SlackConnection extends OpenAccess {
  /** For calls that a person waits for. */
  clientOf: ClientOf
}

export async function connectSlack(
  config: Config,
  ctx: Context,
  { signal, onInstalled }: Omit<OpenAccessOptions, 'options'>,
): Promise<SlackConnection> {
  const options = (teamId?: string) => clientOptions(config, ctx.log, teamId)
  const opened = await openAccess(config.slack, ctx, { options, signal, onInstalled })
  const clientOf = createWebClients(options, opened.access.tokenOf, quickTimeout)
  return { ...opened, clientOf }
}

/** A fresh object each time, and never headers: the library writes into what it is given. */
export function clientOptions(config: Config, log: Logger, teamId?: string): WebClientOptions {
  return { slackApiUrl: config.slack.apiUrl, logger: slackLibraryLogger(log, teamId) }
}

export interface Inbound {
  receiver: Receiver
  isConnected(): boolean
  /** Answers POST /slack/events; undefined in Socket Mode. */
  serve?: HttpReceiver['serve']
}

export function openInbound(config: Config, log: Logger): Inbound {
  const { transport } = config.slack
  if (transport.kind === 'http')
    return { ...httpReceiver(transport.signingSecret, log), isConnected: () => true }
  return socketReceiver(transport.appToken, clientOptions(config, log))
}

/** For whoever started it. */
export function whatNext({ slack, publicUrl }: Config, port: number): string {
  return slack.access.kind === 'oauth'
    ? `Install it: ${publicUrl ?? `http://localhost:${port}`}/slack/install`
    : 'In Slack, type /promise'
}
