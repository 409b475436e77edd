import type { IncomingMessage, ServerResponse } from 'node:http'
import { readText } from './request-body.ts'
import { optionalScopesOf } from './manifest.ts'
import type { Slack } from './slack.ts'
import { newId } from './world.ts'

/** The consent page of an install: GET shows it, POST is the answer and redirects back to the app. */
export async function authorizePage(
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { app, teams } = slack.world
  if (url.searchParams.get('client_id') !== app.clientId) {
    response.writeHead(400, html).end(page('<h1>Invalid client_id</h1>'))
    return
  }
  if (request.method !== 'POST') {
    response.writeHead(200, html).end(page(consent(slack, url)))
    return
  }
  const form = new URLSearchParams(await readText(request))
  const team = teams.get(form.get('team') ?? '')
  const redirectUri = url.searchParams.get('redirect_uri') ?? undefined
  const back =
    redirectUri ?? (slack.requestUrl ? new URL('/slack/oauth_redirect', slack.requestUrl).href : undefined)
  if (!team || !back) {
    response.writeHead(400, html).end(page('<h1>Pick a workspace</h1>'))
    return
  }
  const answer = new URL(back)
  const state = url.searchParams.get('state')
  if (state) answer.searchParams.set('state', state)
  if (form.get('answer') === 'deny') answer.searchParams.set('error', 'access_denied')
  else answer.searchParams.set('code', createCode(slack, team.id, form, url))
  response.writeHead(302, { location: answer.href }).end()
}

const html = { 'content-type': 'text/html; charset=utf-8' }

function createCode(slack: Slack, teamId: string, form: URLSearchParams, url: URL): string {
  const code = newId('', 24)
  const people = [...slack.world.people.values()].filter(
    (person) => person.teamId === teamId && !person.isBot,
  )
  const userId = form.get('user') ?? (people.find((person) => person.isOwner) ?? people[0])?.id ?? ''
  const asked = (url.searchParams.get('scope') ?? '').split(/[ ,]+/).filter(Boolean)
  const declined = form.get('optional') === 'no' ? optionalScopesOf(slack.manifest) : []
  const scopes = asked.filter((scope) => !declined.includes(scope))
  slack.codes.set(code, {
    teamId,
    userId,
    redirectUri: url.searchParams.get('redirect_uri') ?? undefined,
    scopes,
    used: false,
    orgWide: form.get('org') === 'yes',
  })
  return code
}

function consent(slack: Slack, url: URL): string {
  const scopes = (url.searchParams.get('scope') ?? '').split(/[ ,]+/).filter(Boolean)
  const teams = [...slack.world.teams.values()]
    .map((team) => `<option value="${team.id}">${escapeHtml(team.name)}</option>`)
    .join('')
  return `<h1>${escapeHtml(slack.world.app.name)} wants access to your workspace</h1>
<p>It would get these scopes:</p><ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post" action="${escapeHtml(url.pathname + url.search)}">
<label>Workspace <select name="team">${teams}</select></label>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p></form>`
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Playground</title><body>${body}</body></html>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
