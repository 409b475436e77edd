// Much data and many people: what relationships show and erase with 3,000 colleagues and a year of promises.
import { sql } from 'kysely'
import { tallyOf } from '../../src/features/relationships/domain/tally.ts'
import type { Sharing } from '../../src/features/relationships/domain/sharing.ts'
import { betweenPicture } from '../../src/features/relationships/views/between-picture.ts'
import type { Person } from '../../src/people/person.ts'
import { drawPng } from '../../src/pictures/draw-png.ts'
import { aadOf, createCipher } from '../../src/db/encryption.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const colleagues = 3000
let all: Workspace
let teamId: string

beforeAll(async () => {
  all = await workspace({ shared: true, now: '2026-11-30T12:00' })
  const { slack } = all
  for (const install of slack.world.installs.values()) install.scopes.push('files:write')
  teamId = all.alice.person().teamId
  // They are known to the app once they have been seen.
  for (const name of ['alice', 'bob', 'carol']) await all.person(name).opensHome()
  await seedColleagues()
})

/** Each labelled by Alice; with each something came to an end some time in the year, on either side. */
async function seedColleagues(): Promise<void> {
  const { db, alice, config } = all
  const cipher = createCipher(config.encryptionKey!)
  await sql`insert into people (team_id, user_id, name, real_name, zone, fetched_at)
    select ${teamId}, 'U0MANY' || n, 'many' || n, 'Colleague number ' || n, 'Europe/Paris', ${all.clock.read()}::timestamptz
    from generate_series(1, ${colleagues}::int) as n`.execute(db)
  const labels = Array.from({ length: colleagues }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    const label = ['partner', 'friend', 'acquaintance'][index % 3]!
    return {
      id,
      other: `U0MANY${index + 1}`,
      label: cipher.encrypt(label, aadOf('relationship_labels', 'label', teamId, id)),
    }
  })
  await sql`insert into relationship_labels (team_id, id, user_id, other, label, labelled_at)
    select ${teamId}, l.id::uuid, ${alice.id}, l.other, l.label, ${all.clock.read()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(labels)}::jsonb) as l(id text, other text, label text)`.execute(
    db,
  )
  await sql`insert into promises
      (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, closed_at, claimed_at, last_seq)
    select ${teamId}, gen_random_uuid(), case when n % 2 = 0 then ${alice.id} else other end,
      case when n % 2 = 0 then other else ${alice.id} end, '', state, at, 'Europe/Paris', 'then', at - interval '3 days', at,
      case when state = 'kept' then at + n % 5 * interval '1 hour' end, 1
    from (select n, 'U0MANY' || 1 + n / 2 as other, (array['kept', 'kept', 'broken', 'kept', 'lapsed'])[1 + n % 5] as state,
      ${all.clock.read()}::timestamptz - n % 360 * interval '1 day' - interval '1 hour' as at
      from generate_series(0, ${colleagues * 2 - 1}::int) as n) as p`.execute(db)
}

test('with 3,000 colleagues and a year of promises every window opens, within what Slack takes', async () => {
  const { alice } = all
  await alice.types('/people')
  expect(alice.reads(alice.modal())).toMatch(`1–40 of ${colleagues}`)
  expect(alice.reads(alice.modal())).toMatch('You call 1000 people partners.')
  await alice.presses('More')
  expect(alice.reads(alice.modal())).toMatch(`41–80 of ${colleagues}`)
  await alice.presses('Who are my allies?')
  expect(alice.reads(alice.modal())).toMatch(/And \d+ more colleagues\./)
  await alice.closesModal()
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch(/Partners: .* and 992 more/)
  expect(alice.notices()).toEqual([])
})

test('a mirror of a year with thousands of endings is read and drawn as one of twelve weeks is', async () => {
  const { alice } = all
  await alice.types('/people mirror')
  expect(alice.reads(alice.modal())).toMatch(/My last twelve weeks\n\d+ promises of yours ended\./)
  await alice.presses('As a picture')
  await alice.presses('The whole year')
  expect(alice.reads(alice.modal())).toMatch(/My last year\n3000 promises of yours ended\./)
  await alice.presses('As a picture')
  const [weeks, year] = alice.dmMessages().flatMap(({ files = [] }) => files)
  expect(weeks!.altText).toMatch('My last twelve weeks.')
  expect(year!.altText).toMatch('My last year. 3000 promises of mine ended')
  expect(year!.altText!.length).toBeLessThanOrEqual(1000)
  expect(year!.png!.length).toBeLessThan(200_000)
  await alice.closesModal()
})

test('whatever a colleague is called, the picture of the two is drawn, and says the name where the font can write it', async () => {
  const names = {
    '<script>&"\u0000': 'script&"',
    'Bartholomäus Wolfeschlegelstein': 'Bartholomäus…',
    'דוד לוי': 'דוד לוי',
    '田中 🦒': 'Your colleague',
  }
  const me = { person: all.alice.person(), tally: tallyOf([]), valued: undefined }
  for (const [displayName, drawn] of Object.entries(names)) {
    const side = (person: object) => ({ ...me, person: { ...person } as Person })
    const other = side({ displayName })
    const { svg, altText } = betweenPicture({ sharing: {} as Sharing, me: side({}), other, goals: [] })
    expect(svg).toMatch(`>${drawn.replace('&', '&amp;')}</text>`)
    expect(altText).toMatch(`you 0, ${displayName} 0`)
    expect((await drawPng(svg)).subarray(1, 4).toString()).toBe('PNG')
  }
})

test('forgetting erases labels on both sides: whom one called what, and who called one anything', async () => {
  const { alice, bob, carol, db } = all
  await alice.types('/between @bob')
  await bob.presses('Yes, let us')
  await bob.closesModal()
  await bob.types('/people @alice partner')
  await bob.types('/people @carol friend')
  await carol.types('/people @alice friend')
  await alice.types('/forthright forget me')
  await alice.presses('Forget me')
  await all.clock.to('2026-11-30T12:10')
  const left = await db.selectFrom('relationship_labels').select(['user_id', 'other']).execute()
  expect(left).toEqual([{ user_id: bob.id, other: carol.id }])
  const shared = await db.selectFrom('sharings').select('id').execute()
  expect(shared).toEqual([])
})
