// Looking up what ended unclear, where Slack grants one short reading of history a minute.
import { workspace } from '../support/workspace.ts'

/** A DM with so much in it that one page does not reach back to what is looked for. */
async function crowdedDm() {
  const place = await workspace()
  const { bob, alice, slack } = place
  slack.historyRateLimit.isOn = true
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const messages = slack.world.messages.get(alice.dmMessages()[0]!.channelId)!
  const [first] = messages
  for (let n = 0; n < 40; n++)
    messages.push({ ...structuredClone(first!), blocks: [], text: 'hm', ts: later(first!.ts, n + 1) })
  return place
}

function later(ts: string, seconds: number): string {
  return `${Number(ts.split('.')[0]) + seconds}.000001`
}

test('one page a minute is read on from where it stopped, and no wish of Slack to wait is passed over', async () => {
  const { alice, clock, slack, app, db } = await crowdedDm()
  const asked: { at: number; status: number }[] = []
  const note = () => {
    asked.splice(0)
    for (const { title, at, status } of slack.journal.exchanges())
      if (title === 'conversations.history') asked.push({ at: Date.parse(at), status: status ?? 0 })
  }
  await clock.to('Mon 09:06')
  note()
  const granted = asked.filter(({ status }) => status === 200)
  expect(granted).toHaveLength(3)
  for (const refused of asked.filter(({ status }) => status === 429)) {
    const next = asked.find(({ at }) => at > refused.at)
    if (next) expect(next.at - refused.at).toBeGreaterThanOrEqual(60_000)
  }
  expect(
    await db.selectFrom('nudge_queue').select('awaits').where('awaits', '=', 'history').execute(),
  ).toEqual([])
  await app.tick()
  expect(alice.dms().filter((text) => text.includes('ship the deck'))).toHaveLength(1)
})

test('while history rests, what is due is said all the same', async () => {
  const { bob, alice } = await crowdedDm()
  await bob.types('/promise @alice water the plants by Friday 3pm')
  expect(alice.dms().at(-1)).toMatch('water the plants')
})

test('after a 429 for an edit nothing is edited until the time is over', async () => {
  const { bob, alice, clock, slack, app } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  slack.faults.plan('chat.update', '429')
  await bob.presses('Undo')
  const edits = () => slack.journal.exchanges().filter(({ title }) => title === 'chat.update').length
  const before = edits()
  await app.tick()
  expect(edits()).toBe(before)
  expect(alice.buttons(alice.dmMessages()[0])).toContain('Thanks')
  await clock.to('Mon 09:01')
  expect(alice.buttons(alice.dmMessages()[0])).not.toContain('Thanks')
})

test('what was undone while its message was on its way is put right when the message is found', async () => {
  const { bob, alice, clock, slack } = await workspace()
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await bob.presses('Undo')
  expect(alice.lastDm()).toMatch('took')
  await clock.to('Mon 09:03')
  expect(alice.buttons(alice.dmMessages()[0])).not.toContain('Thanks')
})
