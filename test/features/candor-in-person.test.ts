// What is said face to face; one question to one person; the asker's own line; the circle's why; "has it changed?" again.
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'
const faceToFace = "I'd rather say it face to face"

async function asked(): Promise<Workspace> {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, carol, clock } = made
  await alice.types('/circle @bob @carol because you see how I run meetings')
  await bob.presses("Yes, I'm in")
  await carol.presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  return made
}

async function offered(): Promise<Workspace> {
  const made = await asked()
  await made.alice.presses('Ask them')
  await made.bob.presses('Answer')
  await made.bob.presses(faceToFace)
  await made.bob.closesModal()
  return made
}

test('Bob would rather say it face to face, Alice says good, and only the yes is stored', async () => {
  const { alice, bob, db } = await offered()
  expect(bob.dms().join('\n')).toMatch('You would rather say it face to face. alice is asked.')
  expect(alice.lastDm()).toMatch('bob would rather say it to you face to face')
  await alice.presses('Good')
  expect(alice.lastDm()).toMatch('bob tells you face to face')
  expect(bob.lastDm()).toMatch('alice says: good')
  const rows = await db.selectFrom('candor_asks').select(['ally', 'in_person', 'state']).execute()
  expect(rows.find(({ ally }) => ally === bob.id)).toMatchObject({ in_person: 'agreed', state: 'signed' })
  expect(await db.selectFrom('candor_answers').selectAll().execute()).toEqual([])
  await bob.presses('Write it after all')
  await bob.submits({ [label]: 'You decide too early' })
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('You decide too early')
})

test('"In writing, please" leaves nothing stored, opens the question again, and is asked once', async () => {
  const { alice, bob, db } = await offered()
  await alice.presses('In writing, please')
  expect(bob.lastDm()).toMatch('alice would rather have it in writing')
  const rows = await db.selectFrom('candor_asks').select(['ally', 'in_person', 'state']).execute()
  expect(rows.find(({ ally }) => ally === bob.id)).toMatchObject({ in_person: null, state: 'asked' })
  const toAlice = alice.dms().length
  await bob.presses('Answer', { on: bob.dmMessages().at(-1)! })
  await bob.presses(faceToFace)
  expect(bob.reads(bob.modal())).toMatch('alice would rather have it in writing, this time')
  await bob.closesModal()
  expect(alice.dms()).toHaveLength(toAlice)
  const card = alice.lastDm()
  await bob.presses('Answer', { on: bob.dmMessages().at(-1)! })
  await bob.submits({ [label]: 'You decide too early' })
  expect(alice.dms()).toContain(card)
})

test('Nobody else answers for Alice, nor offers for Bob', async () => {
  const { mallory, bob, db } = await offered()
  const { id } = await db
    .selectFrom('candor_asks')
    .select('id')
    .where('ally', '=', bob.id)
    .executeTakeFirstOrThrow()
  const before = await db.selectFrom('candor_asks').selectAll().orderBy('ally').execute()
  await mallory.types('/candor note')
  const view = mallory.modal()!
  for (const action of ['candor.in_person', 'candor.told', 'candor.in_person_yes', 'candor.in_writing']) {
    view.blocks.push({
      type: 'actions',
      block_id: action,
      elements: [
        { type: 'button', action_id: action, text: { type: 'plain_text', text: action }, value: id },
      ],
    })
    await mallory.presses(action)
    expect(mallory.reads(mallory.modal())).toMatch('or it is not yours')
    mallory.modal()!.blocks = view.blocks
  }
  expect(await db.selectFrom('candor_asks').selectAll().orderBy('ally').execute()).toEqual(before)
})

test('One question to one of the circle, told in person', async () => {
  const { alice, bob, mallory, db } = await asked()
  await alice.types('/candor ask @mallory')
  expect(alice.lastSeen()).toMatch('mallory is not in your circle')
  await alice.types('/candor ask @bob @carol')
  expect(alice.lastSeen()).toMatch('one person at a time')
  await alice.types('/candor ask @bob How was my demo?')
  expect(alice.reads(alice.modal())).toMatch('How was my demo?')
  await alice.submits({ 'What I already suspect, hope or fear': 'I fear it was too long' })
  expect(alice.reads(alice.modal())).toMatch('Asked bob')
  await alice.closesModal()
  expect(bob.lastDm()).toMatch('How was my demo?')
  expect(bob.lastDm()).toMatch('alice says first what they suspect, hope or fear')
  expect(bob.lastDm()).not.toMatch('too long')
  const toAlice = alice.dms().length
  await bob.presses('Told you in person')
  expect(bob.lastDm()).toMatch('You told alice in person')
  expect(alice.dms()).toHaveLength(toAlice)
  await alice.types('/candor')
  expect(alice.lastSeen()).toMatch('bob told you in person: How was my demo?')
  expect(mallory.dms()).toEqual([])
  expect(await db.selectFrom('candor_answers').selectAll().execute()).toEqual([])
})

test('Alice says hers first; it stands where they answer, encrypted, and in no message', async () => {
  const { alice, bob, carol, db, mallory } = await asked()
  await alice.presses('Say mine first')
  expect(alice.reads(alice.modal())).toMatch('bob and carol will read it where they answer')
  await alice.submits({ 'What I already suspect, hope or fear': 'I suspect that I talk too much' })
  await alice.closesModal()
  expect(bob.lastDm()).toMatch('alice says first what they suspect')
  await bob.presses('Answer')
  expect(bob.reads(bob.modal())).toMatch('I suspect that I talk too much')
  for (const one of [alice, bob, carol, mallory]) expect(one.dms().join()).not.toMatch('talk too much')
  const [round] = await db.selectFrom('candor_rounds').select('own_line').execute()
  expect(round!.own_line).toMatch(/^v1\./)
})

test('The why of the circle stands with each question', async () => {
  const { alice, bob } = await asked()
  await alice.presses('Ask them')
  expect(bob.lastDm()).toMatch("in alice's circle: “you see how I run meetings”")
})

test('"Not yet" is asked about once more after four weeks, if Alice agrees', async () => {
  const { alice, bob, clock } = await asked()
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ [label]: 'Your agendas come too late' })
  await bob.closesModal()
  await alice.presses('Read it')
  await alice.presses('Make it a promise')
  await alice.submits({ 'What?': 'send agendas the day before', 'Which day?': '2026-03-27' })
  await alice.closesModal()
  await clock.to('2026-04-09T17:00')
  await bob.presses('Not yet', { on: lastAsking() })
  expect(alice.dms().join('\n')).toMatch('bob says not yet')
  await alice.presses('Ask again in four weeks')
  expect(alice.lastSeen()).toMatch('In four weeks I ask bob once more')
  await clock.to('2026-05-08T17:00')
  expect(bob.reads(lastAsking())).toMatch('alice would like to know once more')
  await bob.presses('A bit', { on: lastAsking() })
  expect(bob.reads(lastAsking())).toMatch('A bit, you said')
  expect(alice.dms().join('\n')).toMatch(
    'You had me ask bob once more about your promise: has it changed? bob says a bit',
  )

  function lastAsking() {
    return bob.dmMessages().findLast((message) => bob.reads(message).includes('Has it changed'))!
  }
})
