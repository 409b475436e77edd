// Installing over OAuth: whose browser, once, in time, and only where the operator wants it.
import { createHmac } from 'node:crypto'
import { installThroughBrowser } from '../../playground/browser.ts'
import { readManifest } from '../../playground/pretend-slack/manifest.ts'
import type { TeamSeed } from '../../playground/pretend-slack/seed.ts'
import { workspace, type WorkspaceOptions } from '../support/workspace.ts'

const globex: TeamSeed = {
  name: 'Globex',
  people: [{ name: 'dora', isOwner: true }, { name: 'emil' }],
  installed: false,
}

async function uninstalled(
  allowed: WorkspaceOptions['allowed'] = [],
  slackOptions: WorkspaceOptions['slack'] = {},
) {
  const place = await workspace({ teams: [globex], allowed, slack: slackOptions })
  const url = `http://127.0.0.1:${place.app.port}`
  const [team] = place.slack.world.teams.values()
  const [dora] = place.slack.world.people.values()
  /** As far as Slack's yes: the way back to the app, and the browser's cookie. */
  async function agree() {
    const start = await fetch(`${url}/slack/install`, { redirect: 'manual' })
    const cookies = start.headers.getSetCookie()
    const body = new URLSearchParams({ answer: 'allow', team: team!.id, user: dora!.id })
    const agreed = await fetch(start.headers.get('location')!, { method: 'POST', body, redirect: 'manual' })
    return { back: new URL(agreed.headers.get('location')!), cookies, cookie: cookies[0]!.split(';', 1)[0]! }
  }
  return { app: place.app, slack: place.slack, url, team: team!, agree }
}

const follow = (back: URL, cookie?: string) =>
  fetch(back, { redirect: 'manual', ...(cookie && { headers: { cookie } }) })

test('the cookie of an install is sent along by nobody else, and read by no script', async () => {
  const { agree } = await uninstalled()
  const { cookies } = await agree()
  expect(cookies.join()).toMatch(/HttpOnly/)
  expect(cookies.join()).toMatch(/Secure/)
  expect(cookies.join()).toMatch(/SameSite=Lax/)
})

test('an install ends with words on what to do first', async () => {
  const { agree, slack } = await uninstalled()
  const { back, cookie } = await agree()
  const end = await follow(back, cookie)
  expect(end.status).toBe(200)
  expect(await end.text()).toMatch(/installed in Globex[\s\S]*\/promise @colleague/)
  expect(slack.world.installs.size).toBe(1)
})

test('a state without its cookie, of another browser, forged, too old or used before installs nothing', async () => {
  const { agree, app } = await uninstalled()
  const sign = (text: string) =>
    createHmac('sha256', 'a state secret of the tests').update(text).digest('base64url')
  const installations = () => app.db.selectFrom('workspaces').select('team_id').execute()

  const { back } = await agree()
  expect((await follow(back)).status).toBe(400)

  const other = await agree()
  expect((await follow(back, other.cookie)).status).toBe(400)

  const withState = (state: string) => {
    const forged = new URL(back)
    forged.searchParams.set('state', state)
    return follow(forged, `slack-app-oauth-state=${state}`)
  }
  expect((await withState(`random.${Date.now()}.${'A'.repeat(43)}`)).status).toBe(400)
  const old = `random.${Date.now() - 601_000}`
  expect((await withState(`${old}.${sign(old)}`)).status).toBe(400)
  const missing = new URL(back)
  missing.searchParams.delete('state')
  expect((await follow(missing, other.cookie)).status).toBe(400)
  expect(await installations()).toEqual([])

  const third = await agree()
  expect((await follow(third.back, third.cookie)).status).toBe(200)
  const again = await follow(third.back, third.cookie)
  expect(again.status).toBe(400)
  expect(await again.text()).toMatch('once, and within ten minutes')
})

test('who declines is told that nothing was installed', async () => {
  const { url, team } = await uninstalled()
  const end = await installThroughBrowser(`${url}/slack/install`, { team: team.id, answer: 'deny' })
  expect(end.body).toMatch('Nothing was installed')
})

test('a workspace that is not on the list is refused, and its token given back', async () => {
  const { url, team, slack, app } = await uninstalled(['T0OTHER'])
  const end = await installThroughBrowser(`${url}/slack/install`, { team: team.id })
  expect(end.status).toBe(403)
  expect(end.body).toMatch('Not for this workspace')
  expect([...slack.world.installs.values()].every((install) => install.revoked)).toBe(true)
  expect(await app.db.selectFrom('workspaces').select('team_id').execute()).toEqual([])
})

test('token rotation is refused in words, and the token given back', async () => {
  const { settings, ...manifest } = readManifest()
  const rotating = { ...manifest, settings: { ...settings, token_rotation_enabled: true } }
  const { url, team, slack, app } = await uninstalled([], { manifest: rotating })
  const end = await installThroughBrowser(`${url}/slack/install`, { team: team.id })
  expect(end.status).toBe(400)
  expect(end.body).toMatch('Token rotation is switched on')
  expect([...slack.world.installs.values()].every((install) => install.revoked)).toBe(true)
  expect(await app.db.selectFrom('workspaces').select('team_id').execute()).toEqual([])
})

test('an install asks for the optional scope too, and does without it', async () => {
  const { url, team, slack } = await uninstalled()
  const granted = () => [...slack.world.installs.values()].at(-1)!.scopes
  await installThroughBrowser(`${url}/slack/install`, { team: team.id })
  expect(granted()).toContain('files:write')
  const end = await installThroughBrowser(`${url}/slack/install`, { team: team.id, optional: 'no' })
  expect(end.status).toBe(200)
  expect(granted()).not.toContain('files:write')
  expect(granted()).toContain('chat:write')
})
