import { install } from '../installs.ts'
import type { Slack } from '../slack.ts'
import { newId } from '../world.ts'
import { type Answer, type Args, optional, refuse } from './method.ts'

/** Exchanges the code of the consent page for a bot token. */
export function oauthAccess(slack: Slack, args: Args, authorization: string | undefined): Answer {
  const { app, teams, enterprises } = slack.world
  const basic = authorization?.match(/^Basic (.+)$/i)?.[1]
  const [basicId, basicSecret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : []
  if ((basicId ?? args.client_id) !== app.clientId) return refuse('invalid_client_id')
  if ((basicSecret ?? args.client_secret) !== app.clientSecret) return refuse('bad_client_secret')
  if (args.grant_type && args.grant_type !== 'authorization_code')
    return refuse(args.grant_type === 'refresh_token' ? 'invalid_refresh_token' : 'invalid_grant_type')
  const code = slack.codes.get(optional(args, 'code'))
  if (!code || code.used) return refuse('invalid_code')
  if (code.redirectUri !== undefined && args.redirect_uri !== code.redirectUri)
    return refuse('bad_redirect_uri')
  code.used = true

  const made = install(slack, code.teamId, code.userId, { orgWide: code.orgWide, scopes: code.scopes })
  const team = teams.get(code.teamId)
  const enterprise = team?.enterpriseId ? enterprises.get(team.enterpriseId) : undefined
  return {
    app_id: app.id,
    authed_user: { id: code.userId },
    scope: made.scopes.join(','),
    token_type: 'bot',
    access_token: made.token,
    bot_user_id: made.botUserId,
    // docs.slack.dev, "Using token rotation".
    ...(slack.manifest.settings?.token_rotation_enabled && {
      refresh_token: `xoxe-1-${newId('', 24)}`,
      expires_in: 43_200,
    }),
    team: code.orgWide ? null : { id: team?.id, name: team?.name },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: code.orgWide,
  }
}
