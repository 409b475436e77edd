// What happens to a message when Slack, or the time of day, is difficult.
import { sql } from 'kysely'
import { deliveryStatus } from '../../src/nudges/queue-sql.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

function heard(dms: string[], words: string): number {
  return dms.filter((text) => text.includes(words)).length
}

async function stateOf({ db }: Workspace, kind: string) {
  const { rows } = await sql<{ state: string; attempts: number }>`
    select ${deliveryStatus} as state, d.attempts from nudges d
    left join nudge_queue q on q.team_id = d.team_id and q.nudge_id = d.id
    left join inboxes i on i.team_id = d.team_id and i.user_id = d.user_id
    where d.kind = ${kind}`.execute(db)
  return rows[0]!
}

describe('a post whose end nobody knows', () => {
  test.each(['drop-after', '500-after', 'fatal_error'] as const)(
    '%s: it was posted, so history is asked and it is not posted again',
    async (fault) => {
      const place = await workspace()
      const { bob, alice, clock, slack } = place
      slack.faults.plan('chat.postMessage', fault)
      await bob.types('/promise @alice ship the deck by Friday 3pm')
      expect((await stateOf(place, 'promises.news')).state).toBe('unknown')
      await clock.to('Mon 09:02')
      expect((await stateOf(place, 'promises.news')).state).toBe('sent')
      expect(heard(alice.dms(), 'bob promised you: ship the deck')).toBe(1)
    },
  )

  test('500-before: it was not posted, so it is posted after history was asked', async () => {
    const { bob, alice, clock, slack } = await workspace()
    slack.faults.plan('chat.postMessage', '500-before')
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(alice.dms()).toEqual([])
    await clock.to('Mon 09:02')
    expect(heard(alice.dms(), 'bob promised you: ship the deck')).toBe(1)
  })

  test('history that can not be read leaves it unclear, and later it is settled', async () => {
    const place = await workspace()
    const { bob, alice, clock, slack } = place
    slack.faults.plan('chat.postMessage', 'drop-after')
    slack.faults.plan('conversations.history', '500-before', 4)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Mon 09:02')
    expect((await stateOf(place, 'promises.news')).state).toBe('unknown')
    await clock.to('Mon 09:06')
    expect((await stateOf(place, 'promises.news')).state).toBe('sent')
    expect(heard(alice.dms(), 'ship the deck')).toBe(1)
  })

  test('without im:history it is never sent twice, and Home says what is not known', async () => {
    const place = await workspace()
    const { bob, alice, clock, slack } = place
    for (const install of slack.world.installs.values())
      install.scopes = install.scopes.filter((scope) => scope !== 'im:history')
    slack.faults.plan('chat.postMessage', '500-before')
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Mon 09:05')
    expect((await stateOf(place, 'promises.news')).state).toBe('needs_human')
    expect(alice.dms()).toEqual([])
    await alice.opensHome()
    expect(alice.reads(alice.home())).toMatch('may not have reached you')
  })

  test('a second message for one nudge is taken back and counted', async () => {
    const place = await workspace()
    const { bob, alice, clock, slack, app } = place
    slack.faults.plan('chat.postMessage', 'drop-after')
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    const messages = slack.world.messages.get(alice.dmMessages()[0]!.channelId)!
    const [first] = messages
    messages.push({ ...structuredClone(first!), ts: `${Number(first!.ts.split('.')[0]) + 1}.000009` })
    await clock.to('Mon 09:03')
    expect(heard(alice.dms(), 'ship the deck')).toBe(1)
    await app.tick()
    const metrics = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text()
    expect(metrics).toMatch(/^forthright_duplicates 1$/m)
  })
})

describe('a workspace that Slack holds back', () => {
  test('after a 429 nothing is said until the time is over, then all of it', async () => {
    const { bob, alice, carol, clock, slack } = await workspace()
    slack.faults.plan('chat.postMessage', '429')
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.types('/promise @carol water the plants by Friday 3pm')
    expect([alice.dms(), carol.dms()]).toEqual([[], []])
    await clock.to('Mon 09:05')
    expect(heard(alice.dms(), 'ship the deck')).toBe(1)
    expect(heard(carol.dms(), 'water the plants')).toBe(1)
  })

  test('a dead token stops the workspace, burns no attempt, and a new start resumes it', async () => {
    const place = await workspace()
    const { bob, clock, slack, db } = place
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    const [install] = slack.world.installs.values()
    install!.revoked = true
    await clock.to('Fri 16:00')
    const { state } = await db.selectFrom('workspaces').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('stopped')
    expect(bob.dms()).toEqual([])
    expect((await stateOf(place, 'promises.day_before')).attempts).toBe(0)
    install!.revoked = false
    await place.restart()
    await place.app.tick()
    await place.app.idle()
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
    expect(bob.lastDm()).toMatch('had to wait')
  })
})

describe('manners', () => {
  test('what came due while nothing ran is one message, each open thing once, in working hours', async () => {
    const { bob, alice, carol, clock, app } = await workspace()
    await bob.types('/promise @alice ship the deck by Wednesday 3pm')
    await bob.types('/promise @carol water the plants by Thursday 3pm')
    await bob.types('/promise @alice call the bank by Thursday noon')
    const before = bob.dms().length
    clock.set(new Date('2026-03-14T22:00:00Z'))
    await app.tick()
    await app.idle()
    expect(bob.dms()).toHaveLength(before)
    await clock.to('2026-03-16T09:00')
    expect(bob.dms()).toHaveLength(before + 1)
    const merged = bob.lastDm()
    for (const what of ['ship the deck', 'water the plants', 'call the bank'])
      expect(merged.split(what)).toHaveLength(2)
    expect(merged).toMatch('had to wait')
    expect(bob.buttons(bob.dmMessages().at(-1)).filter((label) => label === 'Done')).toHaveLength(3)
    await bob.presses('Done', { beside: 'water the plants' })
    expect(carol.lastDm()).toMatch('bob says it is done: water the plants')
    expect(bob.buttons(bob.dmMessages().at(-1)).filter((label) => label === 'Done')).toHaveLength(2)
    expect(heard(alice.dms(), 'slipped')).toBe(1)
  })

  test('twenty open things after an outage are one message that Slack takes, eight of them with their menus', async () => {
    const { bob, clock, app, slack } = await workspace()
    const things = Array.from({ length: 20 }, (_, n) => `${'water the plants of room '.repeat(4)}${100 + n}`)
    for (const thing of things) await bob.types(`/promise @alice ${thing} by Thursday 3pm`)
    const before = bob.dms().length
    clock.set(new Date('2026-03-16T08:00:00Z'))
    await app.tick()
    await app.idle()
    const merged = bob.dmMessages().slice(before)
    expect(merged).toHaveLength(1)
    expect(things.filter((thing) => bob.lastDm().includes(thing))).toHaveLength(8)
    expect(bob.lastDm()).toMatch('and 12 more in Home')
    expect(bob.buttons(merged[0]).filter((label) => label === 'Done')).toHaveLength(8)
    const refused = slack.journal
      .exchanges()
      .filter(({ title, response }) => title === 'chat.postMessage' && !(response as { ok: boolean }).ok)
    expect(refused).toEqual([])
  })

  test('somebody who is away hears nothing until they are back, and the speaker is told so', async () => {
    const { bob, alice, clock } = await workspace()
    await alice.types('/forthright settings')
    await alice.submits({ away: '2026-03-12' })
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch('alice is away; held until Thu 12 Mar 09:00')
    expect(alice.dms()).toEqual([])
    await alice.types('/promise why')
    expect(alice.lastSeen()).toMatch('held until Thu 12 Mar 09:00 (held: away)')
    await clock.to('Thu 09:00')
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  })

  test('over the daily budget, the rest waits for one message next morning', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/forthright settings')
    await bob.submits({ budget: '2' })
    for (const hour of [10, 11, 12, 13, 14])
      await bob.types(`/promise @alice do part ${hour} today at ${hour}:00`)
    await clock.to('Mon 17:00')
    expect(heard(bob.dms(), 'It is time')).toBe(2)
    await clock.to('Tue 09:00')
    const digest = bob.lastDm()
    for (const hour of [12, 13, 14]) expect(digest).toMatch(`do part ${hour}`)
    await bob.types('/forthright why')
    expect(bob.lastSeen()).toMatch('daily budget')
    expect(heard(alice.dms(), 'promised you')).toBe(5)
  })

  test('every reminder carries its own off switch', async () => {
    const { bob, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Wednesday 3pm')
    await bob.types('/promise @carol water the plants by Thursday 3pm')
    await clock.to('Wed 09:00')
    await bob.presses('No more reminders of this one', { beside: 'ship the deck' })
    expect(bob.lastSeen()).toMatch('No more reminders about ship the deck')
    await clock.to('2026-03-12T15:00')
    expect(heard(bob.dms(), 'It is time: ship the deck')).toBe(0)
    expect(heard(bob.dms(), 'It is time: water the plants')).toBe(1)
    await bob.presses('No more of these: the reminder at the due time', {
      beside: 'water the plants',
    })
    expect(bob.lastSeen()).toMatch('No more messages of this kind: the reminder at the due time')
    await bob.types('/promise @carol call the bank by 2026-03-13 15:00')
    await clock.to('2026-03-13T16:00')
    expect(heard(bob.dms(), 'It is time: call the bank')).toBe(0)
    // Everything else of promises still comes.
    expect(heard(bob.dms(), 'call the bank')).toBeGreaterThan(0)
  })

  test('nobody is reminded at night: of a due time outside their hours they hear at the end of work before it', async () => {
    const { bob, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Tuesday 10pm')
    await bob.presses('Promise')
    await clock.to('Tue 16:59')
    expect(heard(bob.dms(), 'Due today at 22:00, outside your hours')).toBe(0)
    await clock.to('Tue 17:00')
    expect(heard(bob.dms(), 'Due today at 22:00, outside your hours')).toBe(1)
    const before = bob.dms().length
    await clock.to('Wed 08:59')
    expect(bob.dms()).toHaveLength(before)
  })
})

test('an uninstall stops everything at once and deletes nothing that a new install needs', async () => {
  const { bob, alice, clock, db } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const before = alice.dms().length
  await db.updateTable('workspaces').set({ state: 'uninstalled' }).execute()
  await clock.to('Fri 16:00')
  expect(alice.dms()).toHaveLength(before)
  expect(heard(bob.dms(), 'It is time')).toBe(0)
})

test('what the clock did is told inside working hours, as what a colleague did is', async () => {
  const { bob, alice, clock, db } = await workspace({ cast: { alice: { tz: 'America/New_York' } } })
  await bob.types('/promise ask @alice review the draft by Wednesday 1pm')
  await bob.presses('Tell alice now')
  expect(alice.dms()).toHaveLength(1)
  await clock.to('Wed 13:30')
  const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('expired')
  // 13:30 for Bob, 8:30 for Alice.
  expect(bob.lastDm()).toMatch('alice did not answer in time')
  expect(heard(alice.dms(), 'nothing is expected of you')).toBe(0)
  await clock.to('2026-03-11T14:00')
  expect(heard(alice.dms(), 'nothing is expected of you')).toBe(1)
  await alice.types('/forthright why')
  expect(alice.lastSeen()).toMatch('held: working hours')
})
