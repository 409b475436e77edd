// An organisation that installs the app once for its workspaces, by the shapes that docs.slack.dev shows under
// "Organization-wide deployment" and "Using APIs with organization-wide apps".
import { installThroughBrowser } from '../../playground/browser.ts'
import { deliver } from '../../playground/pretend-slack/deliver.ts'
import type { TeamSeed } from '../../playground/pretend-slack/seed.ts'
import { isWhole, report } from '../support/attack-figures.ts'
import { features } from '../../src/features/index.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const tz = 'Europe/Paris'
const teams: TeamSeed[] = [
  {
    name: 'Acme',
    enterprise: 'Acme Group',
    people: [
      { name: 'alice', tz, isOwner: true },
      { name: 'bob', tz },
    ],
    installed: false,
  },
  { name: 'Globex', enterprise: 'Acme Group', people: [{ name: 'grace', tz }], installed: false },
]

const installUrl = ({ app }: Workspace) => `http://127.0.0.1:${app.port}/slack/install`

function teamOf({ slack }: Workspace, name: string): string {
  return [...slack.world.teams.values()].find((team) => team.name === name)!.id
}

async function organisation(allowed: readonly string[] = []): Promise<Workspace & { id: string }> {
  const place = await workspace({ teams, allowed })
  const [id] = place.slack.world.enterprises.keys()
  const end = await installThroughBrowser(installUrl(place), { team: teamOf(place, 'Acme'), org: 'yes' })
  expect(end.body).toMatch(/installed for Acme Group[\s\S]*workspaces\/add/)
  return Object.assign(place, { id: id! })
}

/** The last request of this kind that the app was sent. */
function lastRequest({ slack }: Workspace, title: RegExp): Record<string, unknown> {
  const found = slack.journal.exchanges().findLast((one) => one.direction === 'in' && title.test(one.title))
  return found!.request as Record<string, unknown>
}

test('colleagues of one organisation promise to one another, whichever of its workspaces they sit in', async () => {
  const place = await organisation()
  const { bob, person, clock, app, slack, id } = place
  const grace = person('grace')
  await bob.types('/promise @grace ship the deck by Friday 3pm')
  expect(bob.lastSeen()).toMatch('ship the deck')
  expect(bob.lastSeen()).not.toMatch('from outside')
  expect(lastRequest(place, /promise/)).toMatchObject({
    team_id: teamOf(place, 'Acme'),
    enterprise_id: id,
    is_enterprise_install: 'true',
  })
  expect(grace.lastDm()).toMatch('ship the deck')

  await clock.to('Fri 15:00')
  await bob.presses('Done')
  await grace.presses('Not yet')
  const pressed = lastRequest(place, /press/)
  expect(pressed).toMatchObject({ team: null, enterprise: { id }, is_enterprise_install: true })
  expect(pressed.user).toMatchObject({ team_id: teamOf(place, 'Globex') })
  await grace.submits()
  const submitted = lastRequest(place, /submit/)
  expect(submitted).toMatchObject({ team: null, view: { app_installed_team_id: id } })
  expect(bob.lastDm()).toMatch('not done yet')
  await bob.presses('Done')
  await grace.presses('Kept, thank you')
  expect(bob.lastDm()).toMatch('kept, thank you')

  await grace.opensHome()
  expect(grace.reads(grace.home())).toMatch('Settings')
  expect(grace.notices()).toEqual([])
  const rows = await app.db.selectFrom('workspaces').select(['team_id', 'state']).execute()
  expect(rows).toEqual([{ team_id: id, state: 'active' }])
  const refused = slack.journal
    .exchanges()
    .filter((one) => one.direction === 'out' && (one.response as { ok?: boolean }).ok === false)
  expect(refused).toEqual([])
})

test('a colleague from another workspace of the organisation may be asked for feedback', async () => {
  const { bob, person } = await organisation()
  await bob.types('/circle @grace you see my work from afar')
  expect(bob.lastSeen()).not.toMatch('another organisation')
  await person('grace').presses("Yes, I'm in")
  await bob.types('/circle')
  expect(bob.lastSeen()).toMatch('grace')
})

test('a change of a profile anywhere in the organisation is followed', async () => {
  const { bob, person, slack, app } = await organisation()
  await bob.types('/promise @grace ship the deck by Friday 3pm')
  slack.change(person('grace').id, { tz: 'Asia/Tokyo' })
  await slack.settled()
  await app.idle()
  const { zone } = await app.db
    .selectFrom('people')
    .select('zone')
    .where('user_id', '=', person('grace').id)
    .executeTakeFirstOrThrow()
  expect(zone).toBe('Asia/Tokyo')
})

interface Ids {
  organisation: string
  acme: string
}

const uninstalls: Record<string, (ids: Ids) => Record<string, unknown>> = {
  "the organisation's id and its authorization": ({ organisation: id }) => ({
    team_id: null,
    enterprise_id: id,
    authorizations: [{ enterprise_id: id, team_id: null, is_enterprise_install: true }],
  }),
  "the organisation's id alone": ({ organisation: id }) => ({ enterprise_id: id }),
  "a workspace's id with the authorization of the organisation": ({ organisation: id, acme }) => ({
    team_id: acme,
    authorizations: [{ enterprise_id: id, team_id: acme, is_enterprise_install: true }],
  }),
  "a workspace's id and the organisation's, without an authorization": ({ organisation: id, acme }) => ({
    team_id: acme,
    enterprise_id: id,
    authorizations: [],
  }),
}

async function bring(place: Workspace, type: string, ids: Record<string, unknown>): Promise<void> {
  const { slack, app, clock } = place
  const payload = {
    ...ids,
    type: 'event_callback',
    event_id: `Ev0${clock.read().getTime()}${type}`,
    event_time: Math.floor(clock.read().getTime() / 1000),
    event: { type, ...(type === 'tokens_revoked' && { tokens: { bot: ['W0BOT'] } }) },
  }
  const ack = await deliver(slack, { title: `event ${type}`, kind: 'events_api', payload })
  expect(ack.outcome).toBe('ok')
  await app.idle()
}

test("an uninstall with the organisation's id, a workspace's, or both ends the installation of the organisation", async () => {
  const place = await organisation()
  const { app, slack, clock, id } = place
  const ids = { organisation: id, acme: teamOf(place, 'Acme') }
  const found = () =>
    app.db.selectFrom('workspaces').select(['team_id', 'state', 'installation']).executeTakeFirstOrThrow()
  let minute = 10
  for (const [which, shape] of Object.entries(uninstalls)) {
    await clock.to(`Mon 09:${minute++}`)
    for (const made of slack.world.installs.values()) made.revoked = true
    await bring(place, 'tokens_revoked', shape(ids))
    await bring(place, 'app_uninstalled', shape(ids))
    expect([which, await found()]).toEqual([which, { team_id: id, state: 'uninstalled', installation: null }])
    await clock.to(`Mon 09:${minute++}`)
    await installThroughBrowser(installUrl(place), { team: ids.acme, org: 'yes' })
    expect([which, (await found()).state]).toEqual([which, 'active'])
  }
})

test('an uninstall that names a workspace of the organisation leaves an installation whose token works', async () => {
  const place = await organisation()
  const { app, clock, bob, id } = place
  await clock.to('Mon 09:10')
  await bring(place, 'app_uninstalled', { team_id: teamOf(place, 'Acme'), enterprise_id: id })
  const { state } = await app.db.selectFrom('workspaces').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('active')
  await bob.types('/promise list')
  expect(bob.notices()).toEqual([])
})

test('a workspace that installed by itself stays apart from its organisation, and leaves by itself', async () => {
  const place = await organisation()
  const { app, slack, person, clock, id } = place
  const globex = teamOf(place, 'Globex')
  await installThroughBrowser(installUrl(place), { team: globex })
  await person('grace').types('/promise @alice ship the deck by Friday 3pm')
  const [promise] = await app.db.selectFrom('promises').select('team_id').execute()
  expect(promise).toEqual({ team_id: globex })
  await clock.to('Mon 09:10')
  slack.uninstall([...slack.world.installs.values()].find((one) => !one.orgWide)!)
  await slack.settled()
  await app.idle()
  const rows = await app.db.selectFrom('workspaces').select(['team_id', 'state']).execute()
  expect(rows).toEqual(
    expect.arrayContaining([
      { team_id: id, state: 'active' },
      { team_id: globex, state: 'uninstalled' },
    ]),
  )
})

test('the token of an organisation may come from the environment', async () => {
  const place = await workspace({ teams: [{ ...teams[0]!, installed: 'orgWide' }] })
  const { slack, bob, alice, app, config } = place
  const [made] = slack.world.installs.values()
  Object.assign(config.slack, { access: { kind: 'token', botToken: made!.token } })
  await place.restart()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  expect(alice.lastDm()).toMatch('ship the deck')
  expect(place.app).not.toBe(app)
})

test('whoever lets an organisation in lets in each of its workspaces', async () => {
  const place = await workspace({ teams, allowed: ['E0OTHER'] })
  const [id] = place.slack.world.enterprises.keys()
  const refused = await installThroughBrowser(installUrl(place), { team: teamOf(place, 'Acme') })
  expect(refused.status).toBe(403)
  Object.assign(place.config.slack.access, { allowed: [id] })
  await place.restart()
  const letIn = await installThroughBrowser(installUrl(place), { team: teamOf(place, 'Acme') })
  expect(letIn.status).toBe(200)
})

/** Acme has the app; Mallory of Globex, another company, shares a channel with it. */
async function connected() {
  const place = await workspace({
    teams: [
      {
        name: 'Acme',
        people: [
          { name: 'alice', tz, isOwner: true },
          { name: 'bob', tz },
        ],
        installed: false,
      },
      { name: 'Globex', people: [{ name: 'mallory', tz }], installed: false },
    ],
  })
  const acme = teamOf(place, 'Acme')
  await installThroughBrowser(installUrl(place), { team: acme })
  place.mallory.person().connectedTo = [acme]
  return Object.assign(place, { acme, globex: teamOf(place, 'Globex') })
}

test('somebody from outside may be promised to, and answers by buttons and forms', async () => {
  const place = await connected()
  const { bob, mallory, clock, acme, globex } = place
  await bob.types('/promise @mallory ship the deck by Friday 3pm')
  expect(bob.lastSeen()).toMatch('from outside this workspace')
  expect(mallory.lastDm()).toMatch('ship the deck')
  await clock.to('Fri 15:00')
  await bob.presses('Done')
  await mallory.presses('Not yet')
  expect(lastRequest(place, /press/)).toMatchObject({ team: { id: acme }, user: { team_id: globex } })
  await mallory.submits()
  const submitted = lastRequest(place, /submit/)
  expect(submitted).toMatchObject({ team: { id: globex }, view: { app_installed_team_id: acme } })
  expect(bob.lastDm()).toMatch('not done yet')
  await mallory.opensHome()
  expect(mallory.reads(mallory.home())).toMatch('I write to you in Messages')
  expect(mallory.reads(mallory.home())).not.toMatch('Settings')
})

test('nothing else is open to somebody from outside: no command, shortcut, button or form, by any payload', async () => {
  const place = await connected()
  const { bob, mallory, slack, app, acme, globex } = place
  await bob.types('/promise @mallory ship the deck by Friday 3pm')
  const stored = async () =>
    JSON.stringify([
      await app.db.selectFrom('promises').selectAll().execute(),
      await app.db.selectFrom('nudges').select(['id', 'user_id', 'kind']).orderBy('id').execute(),
      await app.db.selectFrom('circle_members').selectAll().execute(),
      await app.db
        .selectFrom('people')
        .select(['user_id', 'muted', 'away_until'])
        .orderBy('user_id')
        .execute(),
    ])
  const before = await stored()
  const names = (table: 'commands' | 'shortcuts' | 'actions' | 'forms') =>
    features.flatMap(({ openToOutsiders, ...feature }) =>
      Object.keys(feature[table] ?? {})
        .filter((name) => table === 'commands' || !openToOutsiders || openToOutsiders.butNot.includes(name))
        .map((name) => [table, name] as const),
    )
  const listeners = (['commands', 'shortcuts', 'actions', 'forms'] as const).flatMap(names)
  expect(listeners.length).toBeGreaterThan(40)
  const user = { id: mallory.id, team_id: globex }
  const origins = [
    { team: { id: acme, domain: 'acme' }, user },
    { team: { id: acme, domain: 'acme' }, user: { id: mallory.id, team_id: acme } },
    { team: { id: globex, domain: 'globex' }, user, host: acme },
    { team: null, user: { id: mallory.id, team_id: acme }, is_enterprise_install: false },
  ]
  let cell = 0
  // Each listener meets one of the four payloads in turn; SECURITY=whole brings each of them.
  for (const [index, [table, name]] of listeners.entries())
    for (const { host, ...origin } of isWhole ? origins : [origins[index % origins.length]!]) {
      cell += 1
      const view = {
        id: `V${cell}`,
        type: 'modal',
        callback_id: name,
        private_metadata: '',
        ...(host && { app_installed_team_id: host }),
        state: { values: {} },
      }
      const common = { ...origin, trigger_id: `${cell}.1` }
      const payloads: Record<typeof table, Record<string, unknown>> = {
        commands: {
          command: name,
          team_id: acme,
          user_id: mallory.id,
          text: '@bob to ship it by Friday',
          trigger_id: `${cell}.1`,
        },
        shortcuts: {
          type: 'message_action',
          callback_id: name,
          ...common,
          team: { id: acme },
          message: { ts: '1.2', text: 'Please ship it' },
          channel: { id: 'C0GENERAL' },
        },
        actions: {
          type: 'block_actions',
          ...common,
          view,
          actions: [{ type: 'button', action_id: name, action_ts: `${cell}.2`, value: '' }],
        },
        forms: { type: 'view_submission', ...common, view },
      }
      const kind = table === 'commands' ? ('slash_commands' as const) : ('interactive' as const)
      const ack = await deliver(slack, { title: name, kind, payload: payloads[table] })
      await app.idle()
      expect([name, ack.outcome]).toEqual([name, 'ok'])
      if (table === 'commands' || table === 'forms')
        expect([name, JSON.stringify(ack)]).toEqual([
          name,
          expect.stringMatching('from another organisation'),
        ])
    }
  expect(await stored()).toBe(before)
  // Control: with a profile that says nothing of outside, the first of them stores something.
  await app.db.updateTable('people').set({ is_foreign: false }).where('user_id', '=', mallory.id).execute()
  await deliver(slack, {
    title: 'control',
    kind: 'slash_commands',
    payload: {
      command: '/promise',
      team_id: acme,
      user_id: mallory.id,
      text: `<@${bob.id}> ship it by Friday`,
      trigger_id: 'control.1',
    },
  })
  await app.idle()
  expect(await stored()).not.toBe(before)
  report({
    attack: 'T5 listeners of every feature, used over Slack Connect',
    tried: cell,
    through: 0,
    control: 'a profile that is not from outside makes a promise',
  })
})
