/** Whose token speaks where: one from the environment, or many from OAuth installs, sealed in the database. */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { Authorize, AuthorizeSourceData } from '@slack/bolt'
import type { Context } from '../context.ts'
import { installationIds } from '../workspaces/home.ts'
import { findWorkspace, saveWorkspace } from '../workspaces/store.ts'
import { tokenRefusal } from '../slack/token-refusal.ts'
import { createWebClient, type TokenOf } from '../slack/web-clients.ts'
import { waitAtStart, type StartProblem } from '../wait-at-start.ts'

export interface Access {
  tokenOf: TokenOf
  authorize: Authorize<boolean>
  /** The workspace is known to be gone, or to have come back: read it anew. */
  forget(teamId: string): void
}

/** Thrown where no installation serves a workspace, and by nothing else. */
export class NoInstallationError extends Error {
  override readonly name = 'NoInstallationError'
  constructor() {
    super('No installation for this workspace')
  }
}

/** One workspace, one token; a request from any other workspace is refused. Waits for as long as Slack can't be reached. */
export async function tokenAccess(
  ctx: Context,
  botToken: string,
  { client: options, signal }: { client: WebClientOptions; signal?: AbortSignal | undefined },
): Promise<Access> {
  const client = createWebClient(botToken, options)
  const me = await waitAtStart(() => client.auth.test(), { log: ctx.log, signal, explain: slackProblem })
  // The token of an organisation-wide install names no workspace.
  const teamId = (me.is_enterprise_install ? me.enterprise_id : me.team_id)!
  await saveWorkspace(
    ctx.db,
    { teamId, name: me.team ?? '', enterpriseId: me.enterprise_id, botUserId: me.user_id },
    await ctx.clock.now(),
  )
  const found = { botToken, botId: me.bot_id!, botUserId: me.user_id!, teamId }
  return {
    tokenOf: async (team) => {
      if (team !== teamId) return undefined
      const workspace = await findWorkspace(ctx.db, teamId)
      return workspace?.state === 'uninstalled' ? undefined : botToken
    },
    authorize: async (source, body) => {
      if (!servingIds(source, body).includes(teamId))
        throw new Error('A request from a workspace that this token does not serve')
      return found
    },
    forget: () => {},
  }
}

function slackProblem(error: unknown): StartProblem {
  const refusal = tokenRefusal(error)
  return refusal
    ? {
        sentence: `Slack does not accept SLACK_BOT_TOKEN (${refusal}). Is it the right workspace, and still installed?`,
        canWait: false,
      }
    : { sentence: "Slack can't be reached, so the token is not verified yet.", canWait: true }
}

/**
 * The ids under which the installation that a request belongs to may stand. Somebody from outside acts in a window that
 * was opened over Slack Connect: their own workspace stands in `team`, and that of the app in `app_installed_team_id`
 * (docs.slack.dev, "Slack Connect"). Bolt reads it for submissions, and not for buttons.
 */
function servingIds(source: AuthorizeSourceData<boolean>, body: unknown): string[] {
  const { view } = (body ?? {}) as { view?: { app_installed_team_id?: unknown } }
  const host = view?.app_installed_team_id
  const teamId = typeof host === 'string' && host ? host : source.teamId
  return installationIds({ ...source, teamId })
}

/** Many workspaces, each with its own installation. */
export function oauthAccess(ctx: Context, store: InstallationStore): Access {
  const cache = new Map<string, { at: number; installation: Installation | undefined }>()

  async function read(teamId: string): Promise<Installation | undefined> {
    const known = cache.get(teamId)
    if (known && performance.now() - known.at < freshFor) return known.installation
    const query = { teamId, isEnterpriseInstall: false } as InstallationQuery<boolean>
    // Only a plain "there is none" may count as gone: when the database is away, the workspace is not.
    const installation = await store.fetchInstallation(query).catch((error: unknown) => {
      if (error instanceof NoInstallationError) return undefined
      throw error
    })
    cache.set(teamId, { at: performance.now(), installation: installation })
    return installation
  }

  return {
    tokenOf: async (teamId) => (await read(teamId))?.bot?.token,
    authorize: async (source, body) => {
      for (const id of servingIds(source, body)) {
        const bot = (await read(id))?.bot
        if (bot) return { botToken: bot.token, botId: bot.id, botUserId: bot.userId, teamId: id }
      }
      throw new Error('No installation for this workspace')
    },
    forget: (teamId) => cache.delete(teamId),
  }
}

/** Milliseconds for which an installation read once is taken to stand; its own process forgets it at once. */
const freshFor = 30_000
