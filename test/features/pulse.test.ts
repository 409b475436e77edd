// The pulse of a channel: asked after a preview, answered without a name, shown to those who belong to the channel.
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace, type WorkspaceOptions } from '../support/workspace.ts'

const team = ['alice', 'bob', 'carol', 'dan', 'eve', 'frank'] as const
const here = { in: '#team' }

async function place(options: WorkspaceOptions = {}): Promise<Workspace> {
  const made = await workspace({
    now: 'Mon 10:00',
    cast: { dan: {}, eve: {}, frank: {}, grace: {}, gil: { isRestricted: true } },
    channels: { team: [...team, 'gil'], 'two-of-us': ['alice', 'bob'] },
    ...options,
  })
  for (const install of made.slack.world.installs.values())
    install.scopes.push('channels:read', 'groups:read')
  return made
}

async function invited(options: WorkspaceOptions = {}): Promise<Workspace> {
  const made = await place(options)
  await made.alice.types('/invite @forthright', here)
  return made
}

async function started(options: WorkspaceOptions = {}): Promise<Workspace> {
  const made = await invited(options)
  await made.alice.types('/pulse', here)
  await made.alice.presses('Start the pulse')
  return made
}

/** Statement by statement, from 1 to 7. */
async function answers(who: TestUser, points: string): Promise<void> {
  await who.presses('Answer')
  await who.submits(
    Object.fromEntries(points.split('').map((point, index) => [`statement_${index + 1}`, optionOf(point)])),
  )
  await who.closesModal()
}

function optionOf(point: string): string {
  return { '1': '1 · strongly disagree', '4': '4 · neither', '7': '7 · strongly agree' }[point] ?? point
}

const fiveAnswers = {
  alice: '1626267',
  bob: '2525256',
  carol: '3434345',
  dan: '7171714',
  eve: '2616162',
} as const

async function fiveAnswer({ person }: Workspace): Promise<void> {
  for (const [name, points] of Object.entries(fiveAnswers)) await answers(person(name), points)
}

test('A preview says who is asked what, until when and who will see it; one press asks them in private', async () => {
  const made = await invited()
  const { alice, bob, person, slack } = made
  await alice.types('/pulse', here)
  const preview = alice.lastSeen()
  expect(preview).toMatch('A pulse for #team?')
  expect(preview).toMatch('I ask alice, bob, carol, dan, eve and frank, each in private.')
  expect(preview).toMatch('5. Asking one another for help is hard here.')
  expect(preview).toMatch('It closes Mon 16 Mar 10:00')
  expect(preview).toMatch('if 5 or more answered')
  expect(bob.dms()).toEqual([])
  await alice.presses('Start the pulse')
  expect(alice.lastSeen()).toMatch('is open until Mon 16 Mar 10:00. I ask 6 colleagues now.')
  for (const name of team) {
    expect(person(name).dms()).toHaveLength(1)
    expect(person(name).lastDm()).toMatch('started a pulse in #team: seven statements')
    expect(person(name).lastDm()).toMatch('Kept without your name, and only added up.')
  }
  expect(person('gil').dms()).toEqual([])
  expect(person('grace').dms()).toEqual([])
  expect(channelPosts(made)).toEqual([])
  expect(slack.notices).toEqual([])
})

test('Once it has closed, the channel is told, and each who belongs to it can look', async () => {
  const made = await started()
  const { alice, person, clock } = made
  await fiveAnswer(made)
  expect(alice.lastDm()).toMatch('You have responded. Thank you.')
  await clock.to('2026-03-16T10:01')
  expect(channelPosts(made)).toEqual([
    'The pulse of this channel has closed. Whoever belongs to it can look; two statements are worth talking about.',
  ])
  const frank = person('frank')
  await frank.presses('Show the pulse', { in: 'message', beside: 'of this channel' })
  const shown = frank.reads(frank.modal())
  // Five answers by hand. Statement 1 is reversed: 1 2 3 7 2 count as 7 6 5 1 6, in all 25, so the mean is 5.0.
  // Statement 2: 6 5 4 1 6 = 22, 4.4. Statement 3, reversed: 2 2 3 7 1 → 6 6 5 1 7 = 25, 5.0. Statement 4: 6 5 4 1 6 = 22,
  // 4.4. Statement 5, reversed: 2 2 3 7 1 → 6 6 5 1 7 = 25, 5.0. Statement 6: 6 5 4 1 6 = 22, 4.4. Statement 7:
  // 7 6 5 4 2 = 24, 4.8. The whole: 165 of 35 points given, 4.714, so 4.7.
  expect(shown).toMatch('5 of 6 answered.\nThe whole: 4.7 of 7.')
  expect(shown).toMatch(/1\. A mistake.*\nMean 5\.0 · turned round/)
  expect(shown).toMatch('One gave 1, one gave 5, two gave 6 and one gave 7.')
  expect(shown).toMatch(/2\. Here one can bring up.*\nMean 4\.4\n/)
  expect(shown).toMatch(/3\. Here it happens.*\nMean 5\.0 · turned round/)
  expect(shown).toMatch(/7\. What I in particular.*\nMean 4\.8\n/)
  // Squares of the distances from the mean: statement 1 and 3 have 22, 5 has 22, the others 17.2 and 14.8.
  expect(shown).toMatch(/furthest apart on these two:\n1\. A mistake.*\n3\. Here it happens/)
  expect(shown).not.toMatch('Before:')
  for (const install of made.slack.world.installs.values()) install.scopes.push('files:write')
  await frank.presses('As a picture')
  expect(frank.reads(frank.modal())).toMatch('The picture is in your messages with me. Only you can open it.')
  const file = frank.dmMessages().at(-1)!.files![0]!
  expect(file.png).toBeDefined()
  expect(file.altText).toMatch(/^The pulse, closed Mon 16 Mar, 5 of 6 answered, the whole 4\.7, from 1 to 7/)
  expect(file.altText).toMatch('Statement 1: mean 5.0, one gave 1, one gave 5, two gave 6, one gave 7.')
  expect(channelPosts(made)).toHaveLength(1)
  await frank.closesModal()
  await person('gil').presses('Show the pulse', { in: 'message' })
  expect(person('gil').lastSeen()).toMatch('guests take no part')
})

test('Only who belongs to the channel at that moment is shown anything, by whichever button', async () => {
  const made = await started()
  const { bob, person, clock } = made
  await fiveAnswer(made)
  await clock.to('2026-03-16T10:01')
  await bob.types('/leave', here)
  await bob.opensHome()
  await bob.presses('Show the pulse', { in: 'home' })
  expect(bob.reads(bob.modal())).toMatch('Only people who belong to the channel')
  await bob.closesModal()
  await person('grace').types('/pulse', here)
  expect(person('grace').lastSeen()).toMatch('Only people who belong to the channel')
  await person('alice').types('/invite @grace', here)
  await person('grace').types('/pulse', here)
  await person('grace').presses('Show the pulse', { in: 'ephemeral' })
  expect(person('grace').reads(person('grace').modal())).toMatch('5 of 6 answered')
  await person('grace').closesModal()
})

test('Four of six: all is erased unread, and everybody hears the same', async () => {
  const made = await started()
  const { person, clock, db, alice } = made
  for (const name of ['alice', 'bob', 'carol', 'dan'] as const) await answers(person(name), fiveAnswers[name])
  await clock.to('2026-03-16T10:01')
  expect(channelPosts(made).join()).toMatch('Too few answered to show anybody anything')
  expect(alice.dms().join()).not.toMatch(/4 of|of 6/)
  expect(await db.selectFrom('pulse_boxes').selectAll().execute()).toEqual([])
  await alice.types('/pulse', here)
  expect(alice.lastSeen()).toMatch(
    'Too few answered to show anybody anything. The next one can start Mon 6 Apr',
  )
})

test('The form says before that an answer stands; it is given once, whole, and not after the close', async () => {
  const made = await started()
  const { bob, carol, clock } = made
  await bob.presses('Answer')
  expect(bob.reads(bob.modal())).toMatch("It can't be changed or taken back.")
  await bob.submits({ statement_1: '2' })
  expect(Object.keys(bob.errors())).toEqual([2, 3, 4, 5, 6, 7].map((n) => `statement_${n}`))
  await bob.closesModal()
  const message = bob.dmMessages()[0]!
  await answers(bob, '2525256')
  expect(bob.buttons(bob.dmMessages()[0])).not.toContain('Answer')
  await clock.to('Thu 10:00')
  expect(bob.lastDm()).toMatch('This goes to everybody who was asked.')
  expect(carol.lastDm()).toBe(bob.lastDm())
  await bob.presses('Answer')
  expect(bob.lastSeen()).toMatch('You have responded to this pulse already.')
  await carol.presses('Answer', { on: carol.dmMessages().at(-1)! })
  await made.alice.types('/pulse', here)
  await made.alice.presses('Close it now')
  expect(made.alice.lastSeen()).toMatch('is closed')
  await carol.submits(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`statement_${n}`, '5'])))
  expect(Object.values(carol.errors())).toEqual(['This pulse has closed, so nothing was stored.'])
  await carol.closesModal()
  expect(message.ts).toBe(bob.dmMessages()[0]!.ts)
})

test('Started twice at once it is one, at most one in four weeks, and only its starter closes it', async () => {
  const made = await invited()
  const { alice, bob, carol, clock, db } = made
  await alice.types('/pulse', here)
  await bob.types('/pulse', here)
  await Promise.all([alice.presses('Start the pulse'), bob.presses('Start the pulse')])
  const pulses = await db.selectFrom('pulses').selectAll().execute()
  expect(pulses).toHaveLength(1)
  expect(carol.dms()).toHaveLength(1)
  const [mine, other] = pulses[0]!.starter === alice.id ? [alice, bob] : [bob, alice]
  expect(other.lastSeen()).toMatch(`${mine.name} started it`)
  expect(other.buttons(other.seenMessages().at(-1))).toEqual([])
  await mine.types('/pulse', here)
  expect(mine.buttons(mine.seenMessages().at(-1))).toEqual(['Close it now'])
  await clock.to('2026-03-30T10:00')
  await carol.types('/pulse', here)
  expect(carol.lastSeen()).toMatch('The next one can start Mon 6 Apr')
  await clock.to('2026-04-06T10:01')
  await carol.types('/pulse', here)
  expect(carol.buttons(carol.seenMessages().at(-1))).toContain('Start the pulse')
})

test('Where it can’t be, words say what to do', async () => {
  const made = await place()
  const { alice, bob, person, slack } = made
  await alice.types('/pulse', here)
  expect(alice.lastSeen()).toMatch('Type /invite @forthright here')
  await alice.types('/pulse', { in: '@bob' })
  expect(alice.lastSeen()).toMatch('A pulse belongs to a channel')
  await alice.types('/invite @forthright', { in: '#two-of-us' })
  await alice.types('/pulse', { in: '#two-of-us' })
  expect(alice.lastSeen()).toMatch('With fewer than 5 colleagues in a channel')
  await person('gil').types('/pulse', here)
  expect(person('gil').lastSeen()).toMatch('guests take no part')
  slack.faults.plan('conversations.info', '500-before')
  await bob.types('/pulse', here)
  expect(bob.lastSeen()).toMatch("Slack didn't tell me just now")
  for (const install of slack.world.installs.values())
    install.scopes = install.scopes.filter((scope) => scope !== 'channels:read')
  await bob.types('/pulse', here)
  expect(bob.lastSeen()).toMatch('A pulse needs the scopes channels:read')
  await bob.types('/pulse help', here)
  expect(bob.lastSeen()).toMatch('at most once in four weeks')
})

test('A private channel the app is not in looks like none, and one it left is shown to nobody', async () => {
  const made = await place({ channels: { '🔒board': [...team] } })
  const { alice, bob, clock } = made
  const board = { in: '#board' }
  await alice.types('/pulse', board)
  expect(alice.lastSeen()).toMatch('I am not in this channel')
  await alice.types('/invite @forthright', board)
  await alice.types('/pulse', board)
  await alice.presses('Start the pulse')
  await fiveAnswer(made)
  await alice.types('/remove @forthright', board)
  await clock.to('2026-03-16T14:00')
  expect(made.bob.messagesIn('#board').filter((message) => message.fromApp)).toEqual([])
  await bob.opensHome()
  await bob.presses('Show the pulse', { in: 'home' })
  expect(bob.reads(bob.modal())).toMatch('I am not in this channel')
  await bob.closesModal()
})

test('An archived channel hears nothing, and its people still find what it came to in Home', async () => {
  const made = await started()
  const { alice, bob, clock } = made
  await fiveAnswer(made)
  await alice.types('/archive', here)
  await clock.to('2026-03-16T14:00')
  expect(channelPosts(made)).toEqual([])
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch('#team: closed Mon 16 Mar')
  await bob.presses('Show the pulse', { in: 'home' })
  expect(bob.reads(bob.modal())).toMatch('5 of 6 answered')
  await bob.closesModal()
})

test('A starter who leaves, or is forgotten, leaves a pulse that closes at its time', async () => {
  const made = await started()
  const { alice, bob, clock, db, slack } = made
  await fiveAnswer(made)
  await alice.types('/forthright forget me')
  await alice.presses('Forget me')
  slack.change(alice.id, { deleted: true })
  await clock.to('2026-03-16T10:01')
  expect(channelPosts(made)).toHaveLength(1)
  expect(bob.dms().join('\n')).toMatch('someone who left started a pulse')
  const stored = JSON.stringify([
    await db.selectFrom('pulses').selectAll().execute(),
    await db.selectFrom('pulse_asks').selectAll().execute(),
  ])
  expect(stored).not.toMatch(alice.id)
  await bob.presses('Show the pulse', { in: 'message', beside: 'of this channel' })
  expect(bob.reads(bob.modal())).toMatch('5 of 6 answered')
  await bob.closesModal()
})

test('The next month stands beside this one, unless one to four people joined or left in between', async () => {
  const made = await started()
  const { alice, bob, clock } = made
  await fiveAnswer(made)
  await clock.to('2026-03-16T10:01')
  const month = async (start: string, end: string) => {
    await clock.to(start)
    await alice.types('/pulse', here)
    await alice.presses('Start the pulse')
    await fiveAnswer(made)
    await clock.to(end)
    await bob.types('/pulse', here)
    await bob.presses('Show the pulse', { in: 'ephemeral' })
    const shown = bob.reads(bob.modal())
    await bob.closesModal()
    return shown
  }
  const second = await month('2026-04-06T10:01', '2026-04-13T10:10')
  for (const install of made.slack.world.installs.values()) install.scopes.push('files:write')
  await bob.types('/pulse', here)
  await bob.presses('Show the pulse', { in: 'ephemeral' })
  await bob.presses('As a picture')
  await bob.closesModal()
  expect(bob.dmMessages().at(-1)!.files![0]!.altText).toMatch(
    'Statement 1: mean 5.0 (before 5.0), one gave 1',
  )
  expect(second).toMatch('Before: 4.7 (Mon 16 Mar).')
  await alice.types('/invite @grace', here)
  const third = await month('2026-05-04T10:02', '2026-05-11T10:10')
  expect(third).not.toMatch('Before:')
  expect(third).toMatch('a few people joined or left in between')
  const first = bob.messagesIn('#team').find((message) => message.fromApp)
  await bob.presses('Show the pulse', { on: first! })
  expect(bob.lastSeen()).toMatch('so this one is put away')
})

test('A pulse that is over goes after the months of the setting, and nobody is shown it', async () => {
  const made = await started({ config: { retentionMonths: 1 } })
  const { alice, bob, clock, db } = made
  await fiveAnswer(made)
  await clock.to('2026-04-15T10:00')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch('#team: closed Mon 16 Mar')
  await clock.to('2026-04-18T10:00')
  await bob.opensHome()
  expect(bob.reads(bob.home())).not.toMatch('closed Mon 16 Mar')
  await bob.presses('Show the pulse', { in: 'message', beside: 'of this channel' })
  expect(bob.lastSeen()).toMatch("I don't know this pulse")
  await alice.types('/pulse', here)
  expect(alice.lastSeen()).not.toMatch('The last pulse')
  expect(alice.buttons(alice.seenMessages().at(-1))).toEqual(['Start the pulse'])
  for (const table of ['pulses', 'pulse_asks', 'pulse_boxes'] as const)
    expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
})

test('Once the app is taken out, an open pulse says nothing more, and is erased with the rest after thirty days', async () => {
  const made = await started()
  const { clock, db, slack } = made
  await fiveAnswer(made)
  const posted = () => [...slack.world.messages.values()].flat().filter((message) => message.fromApp).length
  const before = posted()
  slack.uninstall([...slack.world.installs.values()][0]!)
  await slack.settled()
  await clock.to('2026-03-20T10:00')
  await clock.to('2026-04-07T09:00')
  expect(posted()).toBe(before)
  await clock.to('2026-04-09T12:00')
  for (const table of ['pulses', 'pulse_asks', 'pulse_boxes'] as const)
    expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
})

test('A promise is made out of it, to the others of a small channel', async () => {
  const made = await started()
  const { bob, carol, clock } = made
  await fiveAnswer(made)
  await clock.to('2026-03-16T10:01')
  await bob.presses('Show the pulse', { in: 'message', beside: 'of this channel' })
  await bob.presses('Make a promise out of it')
  const form = bob.reads(bob.modal())
  expect(form).toMatch('Out of the pulse in #team')
  await bob.submits({ What: 'ask what went wrong before who did it', When: 'Friday 3pm' })
  expect(carol.dms().join('\n')).toMatch('ask what went wrong before who did it')
})

test('An export has one’s own part in it and nobody’s answer', async () => {
  const made = await started()
  const { bob, slack } = made
  for (const install of slack.world.installs.values()) install.scopes.push('files:write')
  await answers(bob, '2525256')
  await bob.types('/forthright export')
  const files = [...slack.uploads.values()]
  const whole = JSON.parse(files.find(({ name }) => name === 'forthright.json')!.text!) as Record<
    string,
    unknown[]
  >
  expect(whole.pulsesPutToMe).toMatchObject([{ state: 'done' }])
  expect(JSON.stringify(whole.pulsesPutToMe)).not.toMatch(/sealed|2525256/)
})

test.each([
  ['was posted', 'drop-after', 1],
  ['was not posted', 'drop-before', 0],
] as const)(
  'A post into the channel of which Slack does not say that it %s is not made again',
  async (_, fault, posts) => {
    const made = await started()
    const { bob, clock, db, slack } = made
    await fiveAnswer(made)
    await clock.to('2026-03-16T09:59')
    slack.faults.plan('chat.postMessage', fault)
    await clock.to('2026-03-16T12:00')
    expect(channelPosts(made)).toHaveLength(posts)
    const [row] = await db.selectFrom('nudges').select('state').where('kind', '=', 'pulse.closed').execute()
    expect(row).toEqual({ state: 'needs_human' })
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch('#team: closed Mon 16 Mar')
  },
)

/** What the app said in #team. */
function channelPosts({ alice, slack }: Workspace): string[] {
  const channel = [...slack.world.channels.values()].find(({ name }) => name === 'team')
  return (slack.world.messages.get(channel?.id ?? '') ?? [])
    .filter((message) => message.fromApp)
    .map((message) => alice.reads(message))
}
