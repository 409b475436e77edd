// Many things at one time: one message, grouped, that stays true.
import { keysIn, packKeys } from '../../src/nudges/message-keys.ts'
import { randomUUID } from 'node:crypto'
import { elementsOf, optionsOf } from '../../playground/pretend-slack/blocks.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

/** The lines of bob's newest message, without the mrkdwn marks. */
function lines({ bob }: Workspace): string[] {
  return bob.reads(bob.dmMessages().at(-1)).split('\n')
}

function group(all: string[], title: string): string[] {
  const titles = new Set([
    'Today',
    'Slipped',
    'Tomorrow',
    'Later',
    'Waiting for you',
    'Waiting for others',
    'Answers',
    'News',
  ])
  const start = all.indexOf(title)
  if (start === -1) return []
  const end = all.findIndex((line, index) => index > start && titles.has(line))
  return all.slice(start + 1, end === -1 ? undefined : end)
}

async function busyMorning(): Promise<Workspace> {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types('/promise @alice file the report by Tuesday 3pm')
  await clock.to('Tue 15:30')
  await bob.types('/promise @alice polish the teaser by Wednesday 3pm')
  await bob.types('/promise @carol call the bank by Wednesday 11:00')
  await bob.types('/promise @carol book the room by Thursday noon')
  await bob.types('/promise @alice water the plants by Wednesday 4pm')
  await alice.types('/promise ask @bob review the draft by Wednesday 5pm')
  return place
}

test('four things at one time are one message with a line each, with its due time and a menu', async () => {
  const place = await busyMorning()
  const { bob, clock } = place
  const before = bob.dms().length
  await clock.to('Wed 09:10')
  expect(bob.dms()).toHaveLength(before + 1)
  const all = lines(place)
  expect(group(all, 'Today').join('\n')).toMatch(/call the bank, for carol · due Wed 11 Mar 11:00/)
  expect(group(all, 'Today').join('\n')).toMatch(/polish the teaser, for alice · due Wed 11 Mar 15:00/)
  expect(group(all, 'Slipped').join('\n')).toMatch(/file the report, for alice · was due Tue 10 Mar 15:00/)
  await bob.presses('Done', { beside: 'polish the teaser' })
  expect(place.alice.lastDm()).toMatch('bob says it is done: polish the teaser')
})

test('what asks something stands apart from what only tells something, and both from what is due', async () => {
  const place = await workspace()
  const { bob, alice, carol, clock } = place
  await bob.types('/promise @alice file the report by Tuesday 3pm')
  await bob.types('/promise @alice polish the teaser by Wednesday 3pm')
  await clock.to('Tue 15:00')
  await bob.presses('Done')
  await clock.to('Tue 18:00')
  await alice.presses('Kept, thank you')
  await alice.types('/promise ask @bob review the draft by Thursday 5pm')
  await carol.types('/circle @bob')
  await clock.to('Wed 09:15')
  const all = lines(place)
  expect(group(all, 'Today')).toEqual([
    expect.stringMatching('polish the teaser, for alice · due Wed 11 Mar 15:00'),
  ])
  const asked = group(all, 'Waiting for you').join('\n')
  expect(asked).toMatch('alice asks for your word: review the draft')
  expect(asked).toMatch('carol')
  expect(group(all, 'News')[0]).toMatch('alice says it is kept, thank you: file the report')
  expect(group(all, 'Slipped')).toEqual([])
})

test('whether a series goes on is asked among what slipped', async () => {
  const place = await workspace()
  const { bob, clock } = place
  await bob.types('/promise @alice feed the cat every weekday at 3pm')
  await clock.to('Wed 16:00')
  for (const what of ['call the bank', 'book the room', 'water the plants'])
    await bob.types(`/promise @alice ${what} by Thursday 3pm`)
  await clock.to('2026-03-12T09:15')
  expect(group(lines(place), 'Slipped').join('\n')).toMatch('The last 3 of these slipped: feed the cat')
})

test('what is closed stays as a struck line in its group, and is asked no more', async () => {
  const place = await busyMorning()
  const { bob, alice, clock } = place
  await clock.to('Wed 09:10')
  await bob.presses('Done', { beside: 'polish the teaser' })
  await alice.presses('Kept, thank you')
  const message = bob.dmMessages().find((one) => bob.reads(one).includes('call the bank'))!
  const said = JSON.stringify(message.blocks)
  expect(said).toMatch(/~[^~]*polish the teaser[^~]*~ · Kept/)
  expect(group(bob.reads(message).split('\n'), 'Today').join('\n')).toMatch('polish the teaser')
  const { blocks } = message as { blocks: { text?: { text: string }; accessory?: { options: object[] } }[] }
  const line = blocks.find((block) => block.text?.text.includes('polish the teaser'))!
  expect(line.accessory!.options).toHaveLength(1)
})

test('a digest whose things are all closed is not emptied', async () => {
  const place = await busyMorning()
  const { bob, clock } = place
  await clock.to('Wed 09:10')
  const { ts } = bob.dmMessages().at(-1)!
  for (const what of ['polish the teaser', 'call the bank', 'water the plants', 'file the report']) {
    await bob.presses("Can't keep it", { beside: what })
    await bob.submits({})
    await bob.closesModal()
  }
  const message = bob.dmMessages().find((one) => one.ts === ts)!
  for (const what of ['polish the teaser', 'call the bank', 'water the plants', 'file the report'])
    expect(JSON.stringify(message.blocks)).toMatch(new RegExp(`~[^~]*${what}[^~]*~`))
})

test('a message has one menu, which holds its off switch too', async () => {
  const { bob, clock } = await workspace()
  await bob.types('/promise @alice water the plants by Thursday 3pm')
  await clock.to('2026-03-12T15:00')
  const menus = bob
    .dmMessages()
    .at(-1)!
    .blocks.flatMap(elementsOf)
    .filter(({ type }) => type === 'overflow')
  expect(menus.map((one) => optionsOf(one).map(({ text }) => text.text))).toEqual([
    [
      'History',
      'No more reminders of this one',
      'No more of these: the reminder at the due time',
      'Settings',
    ],
  ])
  await bob.presses('History')
  expect(bob.reads(bob.modal())).toMatch('water the plants')
  await bob.closesModal()
  await bob.presses('No more reminders of this one')
  expect(bob.lastSeen()).toMatch('water the plants')
})

test('a group shows at most eight and says how many more there are; each is settled by the one message', async () => {
  const { bob, clock, db } = await workspace()
  for (let n = 10; n < 25; n++) await bob.types(`/promise @alice water room ${n} by Thursday 3pm`)
  await clock.to('2026-03-12T14:59')
  const before = bob.dms().length
  await clock.to('2026-03-12T15:00')
  expect(bob.dms()).toHaveLength(before + 1)
  const message = bob.dmMessages().at(-1)!
  expect(bob.reads(message)).toMatch('and 7 more in Home')
  // At its very time nothing has slipped.
  expect(bob.reads(message)).toMatch('Today')
  expect(bob.reads(message)).not.toMatch(/Slipped|was due/)
  expect(message.blocks.length).toBeLessThanOrEqual(40)
  const keys = message.blocks.flatMap((block) => keysIn(block.block_id ?? ''))
  const rows = await db.selectFrom('nudges').select('id').where('kind', '=', 'promises.due').execute()
  expect(keys.toSorted()).toEqual(rows.map((row) => row.id).toSorted())
})

test('a digest whose answer was lost is found by the keys of its hidden lines too, and not sent twice', async () => {
  const { bob, clock, slack, db } = await workspace()
  for (let n = 10; n < 25; n++) await bob.types(`/promise @alice water room ${n} by Thursday 3pm`)
  await clock.to('2026-03-12T14:59')
  const before = bob.dms().length
  slack.faults.plan('chat.postMessage', 'drop-after')
  await clock.to('2026-03-12T15:03')
  expect(bob.dms()).toHaveLength(before + 1)
  const rows = await db.selectFrom('nudges').select('state').where('kind', '=', 'promises.due').execute()
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['sent']))
  expect(await db.selectFrom('nudge_duplicates').selectAll().execute()).toEqual([])
})

test('ids are packed into a block_id that Slack takes, and read back', () => {
  const ids = Array.from({ length: 11 }, () => randomUUID())
  expect(packKeys(ids).length).toBeLessThanOrEqual(255)
  expect(keysIn(packKeys(ids))).toEqual(ids)
  expect(keysIn(ids[0]!)).toEqual([ids[0]])
  expect(keysIn('a block of somebody else')).toEqual([])
})
