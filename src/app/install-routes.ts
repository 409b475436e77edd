/** The pages of an install over OAuth, in our own words. */
import type { CallbackOptions, Installation, InstallProvider } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { Context } from '../context.ts'
import type { Routes } from '../ops/http-server.ts'
import { installationId } from '../workspaces/home.ts'
import { withSameSite } from './oauth-state.ts'
import {
  installDeclined,
  installed,
  installedForOrganisation,
  installExpired,
  installFailed,
  installNotAllowed,
  installRotates,
} from './pages.ts'
import { createReference } from '../ops/log.ts'
import { createWebClient } from '../slack/web-clients.ts'
import { sendPage } from './send-page.ts'

/** An install that Slack let through and this server does not want. */
class InstallRefused extends Error {
  override readonly name = 'InstallRefused'
  readonly code: 'not_allowed' | 'rotates'
  constructor(code: 'not_allowed' | 'rotates') {
    super('This install is not wanted')
    this.code = code
  }
}

/**
 * Throws an InstallRefused for a workspace that is not on the operator's list, and for an app with token rotation, whose
 * tokens end after twelve hours. The token is given back first, so that Slack does not show the app as installed.
 */
export async function checkInstallation(
  installation: Installation,
  allowed: readonly string[],
  options: WebClientOptions,
): Promise<void> {
  // Whoever lets an organisation in lets in each of its workspaces.
  const ids = [installationId(installation), installation.enterprise?.id]
  const code = installation.bot?.refreshToken
    ? 'rotates'
    : allowed.length && !ids.some((id) => id && allowed.includes(id))
      ? 'not_allowed'
      : undefined
  if (!code) return
  const client = createWebClient(installation.bot?.token, options, 2500)
  await client.auth.revoke().catch(() => undefined)
  throw new InstallRefused(code)
}

export function installRoutes(installer: InstallProvider, ctx: Context): Routes {
  const pages: CallbackOptions = {
    success(installation, _, __, response) {
      sendPage(response, 200, successPage(installation))
    },
    failure(error, _, __, response) {
      const { status, html } = failurePage(error, ctx)
      sendPage(response, status, html)
    },
  }
  return {
    'GET /slack/install': (request, response) => installer.handleInstallPath(request, withSameSite(response)),
    'GET /slack/oauth_redirect': (request, response) =>
      installer.handleCallback(request, withSameSite(response), pages),
  }
}

function successPage({ team, enterprise, appId = '', isEnterpriseInstall }: Installation): string {
  // The organisation has the app now, and none of its workspaces yet (docs.slack.dev, "Organization-wide deployment").
  if (isEnterpriseInstall && enterprise)
    return installedForOrganisation(
      enterprise.name ?? 'your organisation',
      `https://app.slack.com/manage/${enterprise.id}/integrations/profile/${appId}/workspaces/add`,
    )
  return installed(team?.name ?? 'your workspace', `slack://app?team=${team?.id ?? ''}&id=${appId}&tab=home`)
}

function failurePage(error: { code?: string }, ctx: Context): { status: number; html: string } {
  switch (error.code) {
    // What the library makes of Slack's access_denied.
    case 'slack_oauth_installer_authorization_error':
      return { status: 400, html: installDeclined() }
    case 'state_refused':
    case 'slack_oauth_missing_state':
    case 'slack_oauth_invalid_state':
    case 'slack_oauth_missing_code':
      return { status: 400, html: installExpired() }
    case 'not_allowed':
      return { status: 403, html: installNotAllowed() }
    case 'rotates':
      return { status: 400, html: installRotates() }
    default: {
      const reference = createReference()
      ctx.log.error({ reference, err: error }, 'install failed')
      return { status: 500, html: installFailed(reference) }
    }
  }
}
