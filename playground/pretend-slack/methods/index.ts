import { createHash } from 'node:crypto'
import { Refusal, type Slack } from '../slack.ts'
import { type Install, installedId } from '../world.ts'
import { authMethods } from './auth.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { type Answer, type Args, type Method, optional, refuse, requireScope } from './method.ts'
import { oauthAccess } from './oauth-access.ts'
import { peopleMethods } from './people.ts'
import { viewMethods } from './views.ts'

const methods: Record<string, Method> = {
  ...authMethods,
  ...peopleMethods,
  ...conversationMethods,
  ...chatMethods,
  ...viewMethods,
  ...fileMethods,
}

export interface MethodResult {
  answer: Answer
  headers: Record<string, string>
}

/** Answers a Web API call as Slack does: HTTP 200 with `ok` and, when refused, an error's name. */
export function callMethod(
  slack: Slack,
  name: string,
  args: Args,
  authorization: string | undefined,
): MethodResult {
  const headers: Record<string, string> = {}
  try {
    return { answer: { ok: true, ...run(slack, { name, args, authorization }, headers) }, headers }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { answer: { ok: false, error: error.code, ...error.details }, headers }
  }
}

interface MethodCall {
  name: string
  args: Args
  authorization: string | undefined
}

function run(
  slack: Slack,
  { name, args, authorization }: MethodCall,
  headers: Record<string, string>,
): Answer {
  if (name === 'api.test')
    return optional(args, 'error') ? refuse(optional(args, 'error'), { args }) : { args }
  if (name === 'oauth.v2.access') return oauthAccess(slack, args, authorization)
  const token =
    authorization?.match(/^Bearer (.+)$/i)?.[1] ?? (typeof args.token === 'string' ? args.token : '')
  if (!token) return refuse('not_authed')
  if (name === 'apps.connections.open') return openConnection(slack, token)
  const install = slack.world.installs.get(token)
  if (!install) return refuse(token.startsWith('xapp-') ? 'not_allowed_token_type' : 'invalid_auth')
  if (install.revoked) return refuse('token_revoked')
  const method = methods[name]
  if (!method) return refuse('unknown_method', { req_method: name })

  headers['x-oauth-scopes'] = install.scopes.join(',')
  headers['x-accepted-oauth-scopes'] = method.scopes.join(',')
  if (method.scopes.length > 0) requireScope(install, method.scopes)
  return method.run(slack, args, { install, teamId: teamOf(slack, install, args, method) })
}

/**
 * A workspace's token acts for its own workspace whatever team_id says. An organisation's names one where the method asks
 * for it (docs.slack.dev, "Using APIs with organization-wide apps"), and else speaks for the organisation.
 */
function teamOf(slack: Slack, install: Install, args: Args, { needsTeam }: Method): string {
  if (!install.orgWide) return install.teamId
  if (!needsTeam) return installedId(install)
  const team = slack.world.teams.get(optional(args, 'team_id'))
  if (!team)
    return args.team_id ? refuse('team_not_found') : refuse('missing_argument', { argument: 'team_id' })
  if (team.enterpriseId !== install.enterpriseId) return refuse('team_access_not_granted')
  return team.id
}

function openConnection(slack: Slack, token: string): Answer {
  if (token !== slack.world.app.appToken)
    return refuse(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type')
  const ticket = createHash('sha256').update(slack.world.app.appToken).digest('hex').slice(0, 24)
  return { url: `${slack.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${slack.world.app.id}` }
}
