import type { Installation, InstallationStore } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { Context } from '../context.ts'
import { aadOf } from '../db/encryption.ts'
import { fetchProfileIfAvailable } from '../people/fetch-profile.ts'
import { saveProfiles } from '../people/store.ts'
import { createWebClient } from '../slack/web-clients.ts'
import { findHome, installationId, installationIds } from '../workspaces/home.ts'
import { findWorkspace, markUninstalled, saveWorkspace, setWorkspaceZone } from '../workspaces/store.ts'
import { NoInstallationError } from './installations.ts'

/** Keeps installations sealed, each under the id of its workspace or its organisation. */
export function installationStore(ctx: Context, options: WebClientOptions): InstallationStore {
  const aad = (id: string) => aadOf('workspaces', 'installation', id)
  return {
    async storeInstallation(installation) {
      const id = installationId(installation)
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
      if (!token) return
      // The workspace's zone, for people whose own is not known: that of the one who installed it.
      const client = createWebClient(token, options, 2500)
      const home = await findHome(ctx.db, id)
      const installer = await fetchProfileIfAvailable(client, home, installation.user.id)
      if (!installer) return
      await saveProfiles(ctx.db, id, [installer], await ctx.clock.now())
      if (installer.zone) await setWorkspaceZone(ctx.db, id, installer.zone)
    },
    async fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      for (const id of installationIds({ teamId, enterpriseId, isEnterpriseInstall })) {
        const encrypted = (await findWorkspace(ctx.db, id))?.installation
        if (encrypted) return JSON.parse(ctx.cipher.decrypt(encrypted, aad(id))) as Installation
      }
      throw new NoInstallationError()
    },
    async deleteInstallation(query) {
      const [id] = installationIds(query)
      if (id) await markUninstalled(ctx.db, id, await ctx.clock.now(), await ctx.clock.now())
    },
  }
}
