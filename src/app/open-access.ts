/** Opens the way to Slack that the settings ask for: one token, or installations over OAuth. */
import { InstallProvider } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { SlackConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { slackLibraryLogger } from '../ops/log.ts'
import { installationId } from '../workspaces/home.ts'
import { botScopes, optionalBotScopes } from '../slack/scopes.ts'
import type { Install } from './announce-install.ts'
import { checkInstallation } from './install-routes.ts'
import { singleUseStates } from './oauth-state.ts'
import { oauthAccess, tokenAccess, type Access } from './installations.ts'
import { installationStore } from './installation-store.ts'

export interface OpenAccess {
  access: Access
  /** Serves the pages of an installation; undefined where one token serves one workspace. */
  installer?: InstallProvider
}

export interface OpenAccessOptions {
  /** Makes a fresh object each time, as Slack's library writes into what it is given. */
  options(): WebClientOptions
  /** Ends a start that waits for Slack. */
  signal?: AbortSignal | undefined
  onInstalled(install: Install): Promise<void>
}

export async function openAccess(
  { access, apiUrl }: SlackConfig,
  ctx: Context,
  { options, signal, onInstalled }: OpenAccessOptions,
): Promise<OpenAccess> {
  if (access.kind === 'token')
    return { access: await tokenAccess(ctx, access.botToken, { client: options(), signal }) }
  const store = installationStore(ctx, options())
  const oauth = oauthAccess(ctx, store)
  // What the manifest lists as optional is asked for like the rest: Slack's page lets people leave it out, and its answer
  // says what was granted (docs.slack.dev, "Installing with OAuth" and "Optional scopes have landed").
  const scopes = { scopes: [...botScopes, ...optionalBotScopes] }
  const installer = new InstallProvider({
    clientId: access.clientId,
    clientSecret: access.clientSecret,
    stateStore: singleUseStates(ctx, access.stateSecret, scopes),
    installationStore: {
      ...store,
      async storeInstallation(installation) {
        await checkInstallation(installation, access.allowed ?? [], options())
        await store.storeInstallation(installation)
        const teamId = installationId(installation) ?? ''
        oauth.forget(teamId)
        await onInstalled({ teamId, userId: installation.user.id })
      },
    },
    installUrlOptions: scopes,
    directInstall: true,
    logger: slackLibraryLogger(ctx.log),
    clientOptions: options(),
    // Slack's own page, or the one of the stand-in whose API is used.
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
  })
  return { access: oauth, installer }
}
