/** Whose token speaks where: one from the environment, or many from OAuth installs, sealed in the database. */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import { setTimeout as delay } from 'node:timers/promises'
import { WebClient, type AuthTestResponse, type WebClientOptions } from '@slack/web-api'
import type { Authorize } from '@slack/bolt'
import type { Context } from '../context.ts'
import { StartError } from '../start-error.ts'
import { aadOf } from '../db/encryption.ts'
import { findWorkspace, markUninstalled, setWorkspaceZone, saveWorkspace } from '../workspaces/store.ts'
import { fetchProfileIfAvailable } from '../people/fetch-profile.ts'
import type { TokenOf } from '../slack/web-clients.ts'

export interface Access {
  tokenOf: TokenOf
  authorize: Authorize<boolean>
  /** The workspace is known to be gone, or to have come back: read it anew. */
  forget(teamId: string): void
}

/** Thrown at start when the token from the environment does not work. */
class TokenError extends StartError {
  override readonly name = 'TokenError'
}

/** Thrown where no installation serves a workspace, and by nothing else. */
export class NoInstallationError extends Error {
  override readonly name = 'NoInstallationError'
  constructor() {
    super('No installation for this workspace')
  }
}

/** One workspace, one token; a request from any other workspace is refused. */
export async function tokenAccess(
  ctx: Context,
  botToken: string,
  options: WebClientOptions,
): Promise<Access> {
  const client = new WebClient(botToken, {
    ...options,
    retryConfig: { retries: 0 },
    timeout: 10_000,
  })
  const me = await whoAmI(client, ctx)
  const teamId = me.team_id!
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
    authorize: async (source) => {
      if (source.teamId !== teamId)
        throw new Error('A request from a workspace that this token does not serve')
      return found
    },
    forget: () => {},
  }
}

/** Slack's own troubles, as against its refusals of a token. */
const slackTrouble = /^(ratelimited|internal_error|fatal_error|service_unavailable|request_timeout)$/

/** Asks Slack whose token it is, again for as long as Slack can't be reached. Throws a TokenError where it refuses. */
async function whoAmI(client: WebClient, { log }: Context): Promise<AuthTestResponse> {
  for (let seconds = 1; ; seconds = Math.min(15, seconds * 2)) {
    try {
      return await client.auth.test()
    } catch (error) {
      const { data, code } = error as { data?: { error?: string }; code?: string }
      const refusal = data?.error
      // Where a proxy answers with a page, the library takes the page for the name of the error.
      if (refusal && /^[a-z_]+$/.test(refusal) && !slackTrouble.test(refusal))
        throw new TokenError(
          `Slack does not accept SLACK_BOT_TOKEN (${refusal}). Is it the right workspace, and still installed?`,
        )
      log.warn(
        { code },
        "Slack can't be reached, so the token is not verified yet. Trying again until it works.",
      )
    }
    await delay(seconds * 1000)
  }
}

/** Many workspaces, each with its own installation. */
export function oauthAccess(ctx: Context, store: InstallationStore): Access {
  const cache = new Map<string, { at: number; installation: Installation | undefined }>()

  async function read(teamId: string, enterpriseId?: string): Promise<Installation | undefined> {
    const known = cache.get(teamId)
    if (known && performance.now() - known.at < freshFor) return known.installation
    const query = { teamId, enterpriseId, isEnterpriseInstall: false } as InstallationQuery<boolean>
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
    authorize: async ({ teamId, enterpriseId }) => {
      const installation = await read(teamId ?? enterpriseId ?? '', enterpriseId)
      const bot = installation?.bot
      if (!bot) throw new Error('No installation for this workspace')
      return { botToken: bot.token, botId: bot.id, botUserId: bot.userId, ...(teamId && { teamId }) }
    },
    forget: (teamId) => cache.delete(teamId),
  }
}

/** Milliseconds for which an installation read once is taken to stand; its own process forgets it at once. */
const freshFor = 30_000

/** Keeps installations sealed; one of a whole organisation stands under the organisation's id. */
export function installationStore(ctx: Context, options: WebClientOptions): InstallationStore {
  const aad = (id: string) => aadOf('workspaces', 'installation', id)
  async function load(id: string | undefined): Promise<Installation | undefined> {
    const workspace = id ? await findWorkspace(ctx.db, id) : undefined
    if (!id || !workspace) return undefined
    if (workspace.installation)
      return JSON.parse(ctx.cipher.decrypt(workspace.installation, aad(id))) as Installation
    return workspace.enterpriseId && workspace.enterpriseId !== id ? load(workspace.enterpriseId) : undefined
  }
  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id
      if (!id) throw new Error('An installation without a workspace')
      const name = installation.team?.name ?? installation.enterprise?.name ?? ''
      const encrypted = ctx.cipher.encrypt(JSON.stringify(installation), aad(id))
      const facts = { teamId: id, name, botUserId: installation.bot?.userId, installation: encrypted }
      await saveWorkspace(
        ctx.db,
        { ...facts, enterpriseId: installation.enterprise?.id },
        await ctx.clock.now(),
      )
      const token = installation.bot?.token
      if (!token || installation.isEnterpriseInstall) return
      // The workspace's zone, for people whose own is not known: that of the one who installed it.
      const client = new WebClient(token, { ...options, retryConfig: { retries: 0 }, timeout: 2500 })
      const installer = await fetchProfileIfAvailable(client, id, installation.user.id)
      if (installer?.zone) await setWorkspaceZone(ctx.db, id, installer.zone)
    },
    async fetchInstallation({ teamId, enterpriseId }) {
      const found = (await load(teamId)) ?? (await load(enterpriseId))
      if (!found) throw new NoInstallationError()
      // A workspace of an organisation is met here for the first time.
      if (teamId && found.isEnterpriseInstall && !(await findWorkspace(ctx.db, teamId)))
        await saveWorkspace(
          ctx.db,
          { teamId, name: '', enterpriseId: found.enterprise?.id, botUserId: found.bot?.userId },
          await ctx.clock.now(),
        )
      return found
    },
    async deleteInstallation({ teamId, enterpriseId }) {
      const id = teamId ?? enterpriseId
      if (id) await markUninstalled(ctx.db, id, await ctx.clock.now(), await ctx.clock.now())
    },
  }
}
