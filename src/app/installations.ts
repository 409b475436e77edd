/** Whose token speaks where: one from the environment, or many from OAuth installs, sealed in the database. */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { Authorize } from '@slack/bolt'
import type { Context } from '../context.ts'
import { aadOf } from '../db/encryption.ts'
import { findWorkspace, markUninstalled, setWorkspaceZone, saveWorkspace } from '../workspaces/store.ts'
import { fetchProfileIfAvailable } from '../people/fetch-profile.ts'
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

function slackProblem(error: unknown): StartProblem {
  const refusal = tokenRefusal(error)
  return refusal
    ? {
        sentence: `Slack does not accept SLACK_BOT_TOKEN (${refusal}). Is it the right workspace, and still installed?`,
        canWait: false,
      }
    : { sentence: "Slack can't be reached, so the token is not verified yet.", canWait: true }
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
      const client = createWebClient(token, options, 2500)
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
