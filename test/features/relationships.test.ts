// Labels for one's own eyes, thanks and talks, and who has gone quiet.
import { sql } from 'kysely'
import { findFile } from '../../playground/pretend-slack/world.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

function grantFiles({ slack }: Workspace): void {
  for (const install of slack.world.installs.values()) install.scopes.push('files:write')
}

function uploaded({ slack }: Workspace, name: string): string {
  return [...slack.uploads.values()].findLast((file) => file.name === name)?.text ?? ''
}

/** Presses in the open window for the picture, and gives the file that came into their DM. */
async function picture({ slack }: Workspace, who: TestUser) {
  await who.presses('As a picture')
  expect(who.reads(who.modal())).toMatch('The picture is in your messages with me. Only you can open it.')
  const file = who.dmMessages().at(-1)!.files![0]!
  const bytes = Buffer.from(file.png!, 'base64')
  // Width and height as a PNG has them.
  expect(bytes.readUInt32BE(16)).toBe(800)
  expect(bytes.readUInt32BE(20)).toBeGreaterThan(400)
  for (const { id, isBot } of slack.world.people.values())
    if (!isBot)
      expect([id, findFile(slack.world, id, file.id)?.id]).toEqual([id, id === who.id ? file.id : undefined])
  return file
}

test('Alice labels colleagues by command, form and menu, and sees the list in Home', async () => {
  const { alice } = await workspace()
  await alice.types('/people')
  expect(alice.reads(alice.modal())).toMatch('You have labelled nobody yet')
  await alice.closesModal()
  await alice.types('/people @bob partner')
  expect(alice.lastSeen()).toMatch('bob is a partner in your list. Only you see it.')
  await alice.types('/people')
  await alice.presses('Label a colleague')
  await alice.submits({ 'Who?': '@carol', 'What do you call them?': 'friend' })
  expect(alice.reads(alice.modal())).toMatch('carol is a friend in your list')
  await alice.presses('Call a partner', { beside: 'carol' })
  expect(alice.reads(alice.modal())).toMatch('carol is a partner in your list')
  await alice.presses('Take the label off', { beside: 'bob' })
  await alice.closesModal()
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch(/My people\nPartners: carol\n/)
})

test('a label is seen by nobody else: not on any surface, in an export, in the log or in the database', async () => {
  const place = await workspace()
  grantFiles(place)
  const { alice, bob, carol, db, slack, logged, clock } = place
  await alice.types('/people @bob partner')
  await alice.types('/people @carol acquaintance')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await clock.to('2026-04-20T09:30')
  for (const other of [bob, carol, place.mallory]) {
    await other.opensHome()
    await other.types('/people')
    await other.closesModal()
    await other.types('/forthright why')
    await other.types('/forthright export')
    const read = [...other.dms(), ...other.seen(), other.reads(other.home())].join('\n')
    expect(read.replaceAll('/people @colleague partner', '')).not.toMatch(/\bpartner|acquaintance/)
  }
  const exported = [...slack.uploads.values()].map(({ text }) => text).join('\n')
  expect(exported).not.toMatch(/partner|acquaintance/)
  const { rows } = await sql<{ row: string }>`
    select l::text as row from relationship_labels l union all select n::text from nudges n`.execute(db)
  expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/partner|acquaintance/)
  expect(logged.join('\n')).not.toMatch(/partner|acquaintance/)
  await alice.types('/forthright export')
  expect(uploaded(place, 'labels.csv')).toMatch(new RegExp(`${bob.id},partner`))
})

test('quiet for four weeks is said on a Monday, in one message with the digest, with one thing to do', async () => {
  const { alice, bob, carol, mallory, clock } = await workspace()
  await alice.types('/people @bob partner')
  await alice.types('/people @carol acquaintance')
  await alice.types('/people @mallory partner')
  // What is still to be kept is between them, however long ago it was promised.
  await mallory.types('/promise @alice paint the office by 15 May 3pm')
  await clock.to('2026-03-30T12:00')
  await alice.types('/promise @carol water the plants by tomorrow 3pm')
  await clock.to('2026-04-05T12:00')
  expect(alice.dms().join('\n')).not.toMatch('gone quiet')
  await clock.to('2026-04-06T09:30')
  const monday = alice.lastDm()
  expect(monday).toMatch('Nothing has passed between you and bob here for 4 weeks.')
  expect(monday).toMatch('What was due and is still open')
  expect(monday).not.toMatch(/between you and (carol|mallory)/)
  expect(bob.dms()).toHaveLength(0)
  await alice.presses('Ask to talk', { beside: 'between you and bob' })
  expect(alice.lastSeen()).toMatch('bob hears that you would like to talk.')
  expect(bob.lastDm()).toMatch('alice would like to talk with you')
  await alice.presses('Ask to talk', { beside: 'between you and bob' })
  expect(alice.lastSeen()).toMatch('Nothing was sent again')
  expect(bob.dms()).toHaveLength(1)
  await clock.to('2026-04-13T09:30')
  expect(alice.lastDm()).not.toMatch('between you and bob')
  expect(carol.dms().join('\n')).not.toMatch('gone quiet')
})

test('a thank-you outside of promises reaches its reader alone, and is in both exports', async () => {
  const place = await workspace()
  grantFiles(place)
  const { alice, bob } = place
  await alice.types('/people @bob friend')
  await alice.types('/people')
  await alice.presses('Say thank you', { beside: 'bob' })
  await alice.submits({ 'What for?': 'the calm in the outage' })
  expect(alice.reads(alice.modal())).toMatch('bob hears your thanks. Nobody else does.')
  expect(alice.reads(alice.modal())).not.toMatch('hears of this')
  expect(bob.lastDm()).toMatch('the calm in the outage')
  await bob.types('/forthright export')
  expect(uploaded(place, 'thanksAndTalks.csv')).toMatch('the calm in the outage')
})

test('more than eight partners, and it asks which of them are', async () => {
  const names = ['dan', 'eve', 'frank', 'grace', 'noor', 'p6', 'p7', 'p8']
  const { alice } = await workspace({ cast: Object.fromEntries(names.map((name) => [name, {}])) })
  for (const name of names) await alice.types(`/people @${name} partner`)
  await alice.types('/people @bob partner')
  expect(alice.reads(alice.modal())).toMatch(
    'You call 9 people partners. A partnership takes time; which of them are?',
  )
  await alice.presses('Choose partners')
  await alice.submits({ 'Which of them are partners?': ['@bob', '@dan'] })
  expect(alice.reads(alice.modal())).toMatch('2 partners, then.')
  expect(alice.reads(alice.modal())).not.toMatch('which of them are')
})

test('apps, oneself and people who left get no label; a guest may', async () => {
  const { alice, person, slack } = await workspace({
    cast: { gil: { isRestricted: true }, frank: { deleted: true } },
  })
  const bot = [...slack.world.people.values()].find(({ isBot }) => isBot)!
  await alice.types(`/people <@${bot.id}|forthright> partner`, { raw: true })
  expect(alice.lastSeen()).toMatch('is an app. Labels are for people.')
  await alice.types('/people @alice friend')
  expect(alice.lastSeen()).toMatch('That is you')
  await alice.types(`/people <@${person('frank').id}|frank> friend`, { raw: true })
  expect(alice.lastSeen()).toMatch('frank has left this workspace')
  await alice.types('/people @gil friend')
  expect(alice.lastSeen()).toMatch('gil is a friend')
  await alice.types('/people @bob')
  expect(alice.lastSeen()).toMatch('/people @colleague partner')
  await alice.types('/people @bob nemesis')
  expect(alice.lastSeen()).toMatch("I don't know 'nemesis'")
})

/** Gives a promise to `to` that is due on Friday 15:00, and says it is done then or later. */
async function keep(place: Workspace, { from, to, what }: { from: string; to: string; what: string }) {
  const [promisor, promisee] = [place.person(from), place.person(to)]
  await promisor.types(`/promise @${to} ${what} by Friday 3pm`)
  return async () => {
    await promisor.opensHome()
    await promisor.presses('Done', { beside: what })
    await promisee.presses('Kept, thank you', { beside: what })
  }
}

test('The mirror says in words and as a picture how promises ended, and only to the person whose it is', async () => {
  const place = await workspace()
  const { alice, bob, carol, clock } = place
  await bob.types('/people mirror')
  expect(bob.reads(bob.modal())).toMatch('Nothing has ended in these twelve weeks yet.')
  await bob.closesModal()
  const done = await keep(place, { from: 'bob', to: 'alice', what: 'ship the deck' })
  const late = await keep(place, { from: 'bob', to: 'carol', what: 'call the bank' })
  await bob.types('/promise @alice water the plants by Friday 3pm')
  await bob.types('/promise @alice paint the door by Friday 3pm')
  await clock.to('Thu 10:00')
  await done()
  await bob.presses("Can't keep it", { beside: 'water the plants' })
  await bob.submits({})
  await bob.closesModal()
  await clock.to('2026-03-16T10:00')
  await late()
  await bob.types('/people mirror')
  const text = bob.reads(bob.modal())
  expect(text).toMatch('3 promises of yours ended.')
  expect(text).toMatch('You kept 2: 1 on time and 1 late.')
  expect(text).toMatch('Of 1 you said that it could not be kept.')
  expect(text).toMatch('Another time that is agreed before the due time counts here as kept, at a new time.')
  expect(text).toMatch(/Kept on time +▇+ 1/)
  expect(text).not.toMatch(/fail|bad|should|score|rank|overdue/i)
  await bob.presses('As a picture')
  expect(bob.reads(bob.modal())).toMatch('I can’t send pictures here. The bars say the same.')
  expect(bob.reads(bob.modal())).toMatch('3 promises of yours ended.')
  grantFiles(place)
  place.slack.faults.plan('files.completeUploadExternal', '500-before')
  await bob.presses('As a picture')
  expect(bob.reads(bob.modal())).toMatch('I can’t send pictures here. The bars say the same.')
  const drawn = await picture(place, bob)
  expect(drawn).toMatchObject({ name: 'my-mirror.png', title: 'My last twelve weeks' })
  expect(drawn.altText).toMatch(
    'My last twelve weeks. 3 promises of mine ended, 2 kept: 1 on time, 0 at a new time, 1 late, 1 not kept and 0 lapsed.',
  )
  await bob.presses('The whole year')
  expect(bob.reads(bob.modal())).toMatch('My last year')
  expect((await picture(place, bob)).altText).toMatch('My last year. 3 promises of mine ended')
  await bob.closesModal()
  for (const other of [alice, carol]) {
    await other.opensHome()
    await other.types('/people mirror')
    expect(other.reads(other.modal())).not.toMatch('promises of yours ended')
    await other.closesModal()
  }
  expect([...alice.dms(), ...carol.dms()].join('\n')).not.toMatch(/mirror|My last/)
  await bob.types('/forthright forget me')
  await bob.presses('Forget me')
  await clock.to('2026-03-16T10:10')
  // What lies in Slack stays there, as the page of privacy says.
  expect(findFile(place.slack.world, bob.id, drawn.id)).toBeDefined()
})

test('allies are those with whom it went both ways, by what happened', async () => {
  const place = await workspace()
  const { alice, clock } = place
  const mine = await keep(place, { from: 'alice', to: 'bob', what: 'ship the deck' })
  const his = await keep(place, { from: 'bob', to: 'alice', what: 'call the bank' })
  const hers = await keep(place, { from: 'carol', to: 'alice', what: 'water the plants' })
  await alice.types('/people allies')
  expect(alice.reads(alice.modal())).toMatch('Nothing has gone both ways yet')
  await alice.closesModal()
  await clock.to('Fri 14:00')
  await mine()
  await his()
  await hers()
  await alice.types('/people allies')
  const text = alice.reads(alice.modal())
  expect(text).toMatch('bob: you kept 1 promise; bob kept 1 promise.')
  expect(text).toMatch('So far one way: carol')
})

test('two look together only when both agree, see the same numbers, and either ends it without a reason', async () => {
  const place = await workspace()
  const { alice, bob, clock } = place
  const done = await keep(place, { from: 'alice', to: 'bob', what: 'ship the deck' })
  await alice.types('/between @bob')
  expect(alice.lastSeen()).toMatch('I ask bob in private')
  expect(alice.modal()).toBeUndefined()
  expect(bob.lastDm()).toMatch('alice would like the two of you to look together')
  await bob.presses('Yes, let us')
  expect(alice.lastDm()).toMatch('You and bob look together at what passes between you')
  await bob.closesModal()
  await done()
  await alice.presses('Between us')
  expect(alice.reads(alice.modal())).toMatch('You made 1 promise and kept 1.')
  expect(alice.reads(alice.modal())).not.toMatch('both in')
  await alice.closesModal()
  await alice.types('/promise goals')
  await alice.presses('New goal')
  await alice.submits({ 'What do you want to reach together?': 'Open the clinic', 'With whom?': ['@bob'] })
  await alice.closesModal()
  await bob.presses("I'm in")
  await alice.types('/between @bob')
  expect(alice.reads(alice.modal())).toMatch('You are both in the goal Open the clinic.')
  grantFiles(place)
  expect((await picture(place, alice)).altText).toMatch(
    'Between you and bob, the last thirteen weeks. Promises kept: you 1, bob 0.',
  )
  await bob.types('/between @alice')
  expect(bob.reads(bob.modal())).toMatch('alice made 1 promise and kept 1.')
  expect((await picture(place, bob)).altText).toMatch('Promises kept: you 0, alice 1.')
  expect(bob.reads(bob.modal())).not.toMatch('ship the deck')
  await bob.presses('End this')
  expect(bob.reads(bob.modal())).toMatch('Neither of you sees these numbers any more.')
  const told = alice.dms().length
  const opened = alice.dmMessages().length
  await alice.presses('As a picture')
  expect(alice.reads(alice.modal())).toMatch('This is not shared, or not any more')
  expect(alice.dmMessages()).toHaveLength(opened)
  await alice.closesModal()
  await clock.to('Mon 09:05')
  expect(alice.dms().join('\n')).toMatch('You and bob share no numbers now.')
  await alice.types('/between @bob')
  expect(alice.lastSeen()).toMatch('I ask bob in private')
  expect(alice.dms()).toHaveLength(told)
  expect(bob.dms().join('\n')).not.toMatch('alice would like')
  await bob.types('/between @alice')
  expect(alice.lastDm()).toMatch('bob would like the two of you to look together')
})

test('a no looks like no answer, both asking at once is a yes, and guests, apps and oneself are refused in words', async () => {
  const { alice, bob, carol, person, slack } = await workspace({ cast: { gil: { isRestricted: true } } })
  const bot = [...slack.world.people.values()].find(({ isBot }) => isBot)!
  await alice.types('/between @bob')
  const receipt = alice.lastSeen()
  await alice.types('/between')
  const waiting = alice.reads(alice.modal())
  await alice.closesModal()
  await bob.presses('No, thank you')
  expect(bob.lastDm()).toMatch('You said no. alice is not told.')
  await alice.types('/between')
  expect(alice.reads(alice.modal())).toBe(waiting)
  await alice.closesModal()
  await alice.types('/between @bob')
  expect(alice.lastSeen()).toBe(receipt)
  expect(bob.dms()).toHaveLength(1)
  await Promise.all([alice.types('/between @carol'), carol.types('/between @alice')])
  await carol.types('/between')
  expect(carol.reads(carol.modal())).toMatch('alice')
  expect(carol.buttons(carol.modal())).toContain('Show')
  await alice.types('/between @gil')
  expect(alice.lastSeen()).toMatch('gil is a guest here')
  await person('gil').types('/between @alice')
  expect(person('gil').lastSeen()).toMatch('for full members')
  await alice.types('/between @alice')
  expect(alice.lastSeen()).toMatch('/people mirror')
  await alice.types(`/between <@${bot.id}|forthright>`, { raw: true })
  expect(alice.lastSeen()).toMatch('is an app')
})

test('a lopsided quarter is said once to both in the same words', async () => {
  const place = await workspace()
  const { alice, bob, clock, slack } = place
  await alice.types('/between @bob')
  await bob.presses('Yes, let us')
  await bob.closesModal()
  await clock.to('Tue 10:00')
  for (const [index, what] of ['one', 'two', 'three', 'four', 'five', 'six'].entries()) {
    // Nobody hears more than five things an hour from one person.
    await clock.to(`Tue ${10 + index}:05`)
    const done = await keep(place, { from: 'alice', to: 'bob', what: `send part ${what}` })
    await done()
  }
  await clock.to('2026-06-09T12:00')
  const [toAlice, toBob] = [alice, bob].map((one) =>
    one.dms().filter((text) => text.includes('thirteen weeks')),
  )
  expect(toAlice).toHaveLength(1)
  expect(toAlice![0]).toMatch('alice kept 6 promises and gave 0 answers. bob kept 0 promises')
  expect(toBob).toEqual(toAlice)
  slack.change(bob.id, { deleted: true })
  await clock.to('2026-06-10T12:00')
  await alice.types('/between')
  expect(alice.reads(alice.modal())).toMatch('You share this with nobody yet')
})

test('what I value is read where those of my circle write me a promise or thank me, and by nobody else', async () => {
  const place = await workspace()
  const { alice, bob, carol } = place
  await alice.types('/circle @bob be frank')
  await bob.presses("Yes, I'm in")
  await alice.types('/people values')
  await alice.submits({
    'What is worth most to you?': ['The work done', 'Being backed'],
    'In your words': 'say early when it slips',
  })
  expect(alice.reads(alice.modal())).toMatch(
    'Those in your circle read: you value the work done and being backed',
  )
  await alice.closesModal()
  const line = 'alice values the work done and being backed: “say early when it slips”'
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  expect(bob.lastSeen()).toMatch(line)
  await carol.types('/promise @alice water the plants by Friday 3pm')
  expect(carol.lastSeen()).not.toMatch('say early')
  await bob.types('/people @alice friend')
  await bob.types('/people')
  await bob.presses('Make a promise', { beside: 'alice' })
  expect(bob.reads(bob.modal())).toMatch(line)
  await bob.closesModal()
  await alice.types('/promise @bob call the bank by Friday 3pm')
  await alice.opensHome()
  await alice.presses('Done', { beside: 'call the bank' })
  await bob.presses('Kept, and say why…', { beside: 'call the bank' })
  expect(bob.reads(bob.modal())).toMatch(line)
  await bob.closesModal()
  await alice.types('/people values')
  await alice.submits({ 'What is worth most to you?': [], 'In your words': '' })
  expect(alice.reads(alice.modal())).toMatch('Nothing stands there now')
  await bob.types('/promise @alice feed the cat by Friday 3pm')
  expect(bob.lastSeen()).not.toMatch('values')
})

test('a goal has people who said yes, shows them the promises that serve it, and thanks them once when it closes', async () => {
  const { alice, bob, carol, mallory } = await workspace()
  await alice.types('/promise goals')
  expect(alice.reads(alice.modal())).toMatch('No goal yet.')
  await alice.presses('New goal')
  await alice.submits({
    'What do you want to reach together?': 'Open the clinic in June',
    'Why does it matter?': 'people wait for it',
    'With whom?': ['@bob', '@carol', '@mallory'],
  })
  expect(alice.reads(alice.modal())).toMatch('I ask bob, carol and mallory. You will hear who says yes.')
  expect(bob.lastDm()).toMatch('alice asks you into a goal: Open the clinic in June')
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain('No more from alice')
  expect(bob.lastDm()).toMatch('people wait for it')
  await bob.presses("I'm in")
  expect(alice.lastDm()).toMatch('bob is in: Open the clinic in June')
  expect(alice.buttons(alice.dmMessages().at(-1))).toContain('No more from bob')
  await carol.presses("I'm in")
  await mallory.presses('No, thank you')
  expect(mallory.lastDm()).toMatch('You are not in this goal. Nobody is told.')
  await bob.types('/promise')
  await bob.submits({
    'To whom?': ['@alice'],
    'What?': 'rent the rooms',
    'Which goal does it serve?': 'Open the clinic in June',
  })
  expect(alice.lastDm()).toMatch('Open the clinic in June')
  await carol.types('/promise goals')
  await carol.presses('Show')
  const page = carol.reads(carol.modal())
  expect(page).toMatch('Open (1)')
  expect(page).toMatch('rent the rooms (bob to alice, due ')
  expect(page).toMatch('Asked besides: 1 colleague.')
  expect(carol.buttons(carol.modal())).not.toContain('Close the goal')
  await bob.closesModal()
  await bob.opensHome()
  await bob.presses('Done', { beside: 'rent the rooms' })
  await alice.closesModal()
  await alice.presses('Kept, thank you', { beside: 'rent the rooms' })
  await carol.presses('Leave')
  await alice.types('/promise goals')
  await alice.presses('Show')
  await alice.presses('Close the goal')
  const thanks =
    'Open the clinic in June is closed. 1 promise that served it was kept. Thank you, alice and bob.'
  expect(bob.dms().filter((text) => text.includes(thanks))).toHaveLength(1)
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain('No more from alice')
  expect(alice.dms().join('\n')).toMatch(thanks)
  expect([...carol.dms(), ...mallory.dms()].join('\n')).not.toMatch('is closed.')
})

test('of two goals with one name a promise serves the one that was chosen, also where it is asked about first', async () => {
  const { alice, bob, db } = await workspace()
  for (const _ of ['first', 'second']) {
    await alice.types('/promise goals')
    await alice.presses('New goal')
    await alice.submits({ 'What do you want to reach together?': 'Open the clinic', 'With whom?': ['@bob'] })
    await alice.closesModal()
  }
  const ids = await db.selectFrom('shared_goals').select('id').orderBy('id').execute()
  for (const [index, { id }] of ids.entries()) {
    await alice.types('/promise')
    await alice.submits({
      'To whom?': ['@bob'],
      'What?': `rent room ${index}`,
      'Which goal does it serve?': id,
      // In the other's night, so that it is asked about first.
      time: index ? '23:30' : '15:00',
    })
    if (index) await alice.presses('Promise')
  }
  expect(bob.dms().join('\n')).toMatch('Goal: Open the clinic')
  const tied = await db
    .selectFrom('goal_promises as g')
    .innerJoin('promises as p', (join) => join.onRef('p.id', '=', 'g.promise_id'))
    .select('g.goal_id')
    .orderBy('p.made_at')
    .orderBy('p.due_at')
    .execute()
  expect(tied.map((row) => row.goal_id)).toEqual(ids.map(({ id }) => id))
})

test('what is promised every week for a goal stands on its page week by week', async () => {
  const { alice, bob, clock } = await workspace()
  await alice.types('/promise goals')
  await alice.presses('New goal')
  await alice.submits({ 'What do you want to reach together?': 'Open the clinic', 'With whom?': ['@bob'] })
  await alice.closesModal()
  await alice.types('/promise')
  await alice.submits({
    'To whom?': ['@bob'],
    'What?': 'write the news',
    'Which goal does it serve?': 'Open the clinic',
    'How often?': 'Every week on this day',
  })
  if (alice.modal()) await alice.closesModal()
  await clock.to('Tue 09:00')
  await alice.opensHome()
  await alice.presses('Done', { beside: 'write the news' })
  await bob.presses('Kept, thank you', { beside: 'write the news' })
  await alice.types('/promise goals')
  await alice.presses('Show', { beside: 'Open the clinic' })
  const page = alice.reads(alice.modal())
  expect(page).toMatch('Open (1)\n• write the news')
  expect(page).toMatch('Kept (1)\n• write the news')
})
