// Promises that every feature keeps, and the manifest with them.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { features } from '../../src/features/index.ts'
import { botScopes, optionalBotScopes } from '../../src/slack/scopes.ts'
import { alsoToItsSender, fromNobody } from '../support/senders.ts'
import { workspace } from '../support/workspace.ts'

const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))
const commands = features.flatMap((feature) => Object.keys(feature.commands ?? {}))

test('no two features claim one name', () => {
  const claims = features.flatMap((feature) => [
    ...(['commands', 'actions', 'forms', 'shortcuts', 'links'] as const).flatMap((room) =>
      Object.keys(feature[room] ?? {}).map((name) => `${room} ${name}`),
    ),
    ...(feature.nudges ?? []).map(({ id }) => `nudges ${id.name}`),
  ])
  expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([])
})

test('the manifest lists the commands, and escapes what is typed after each', () => {
  const listed = manifest.features.slash_commands as { command: string; should_escape?: boolean }[]
  expect(listed.map(({ command }) => command).toSorted()).toEqual(commands.toSorted())
  expect(listed.every((command) => command.should_escape === true)).toBe(true)
})

test('the manifest lists the shortcuts', () => {
  const listed = (manifest.features.shortcuts as { callback_id: string }[]).map(
    (shortcut) => shortcut.callback_id,
  )
  const answered = features.flatMap((feature) => Object.keys(feature.shortcuts ?? {}))
  expect(listed.toSorted()).toEqual(answered.toSorted())
})

test('the manifest asks for the scopes that an install asks for, each with a reason beside it', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual([...botScopes])
  expect(manifest.oauth_config.scopes.bot_optional).toEqual([...optionalBotScopes])
  const lines = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8').split('\n')
  for (const scope of [...botScopes, ...optionalBotScopes]) {
    const at = lines.findIndex((line) => line.trim() === `- ${scope}`)
    expect(lines[at - 1]).toMatch(/^\s*# /)
  }
})

test('the events in the manifest are those that are listened to', () => {
  const text = readFileSync(new URL('../../src/app/events.ts', import.meta.url), 'utf8')
  const heard = Array.from(text.matchAll(/app\.event\('(\w+)'/g), ([, name]) => name!)
  expect((manifest.settings.event_subscriptions.bot_events as string[]).toSorted()).toEqual(heard.toSorted())
})

test.each(commands)('%s answers help, and an unknown word with its usage', async (command) => {
  const { alice } = await workspace()
  await alice.types(`${command} help`)
  expect(alice.lastSeen()).toMatch(command)
  const usages = features.flatMap((feature) => feature.commands?.[command as `/${string}`]?.help ?? [])
  expect(usages.length).toBeGreaterThan(0)
  const before = alice.seen().length
  await alice.types(`${command} xyzzy plugh`)
  expect(alice.seen().length).toBe(before + 1)
  expect(alice.lastSeen()).toMatch(command)
  expect(alice.notices()).toEqual([])
})

test.each(commands)('%s with nothing after it is answered once', async (command) => {
  const { alice } = await workspace()
  await alice.types(command)
  expect(alice.seen().length + (alice.modal() ? 1 : 0)).toBe(1)
  expect(alice.notices()).toEqual([])
})

test('every button and menu of a first Home has a hand behind it', async () => {
  const { alice } = await workspace()
  await alice.opensHome()
  const actions = new Set(features.flatMap((feature) => Object.keys(feature.actions ?? {})))
  const shown = Array.from(JSON.stringify(alice.home()).matchAll(/"action_id":"([^"#]+)/g), ([, id]) => id!)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((id) => !actions.has(id))).toEqual([])
})

test('a feature says in words what it reminds of, if it reminds of anything', () => {
  const silent = features.filter(
    ({ nudges = [], reminders }) => nudges.some(({ id }) => id.class === 'nudge') !== Boolean(reminders),
  )
  expect(silent.map(({ name }) => name)).toEqual([])
})

test('what comes from no colleague is a notice that there is', () => {
  const notices = features.flatMap(({ nudges }) => nudges ?? []).filter(({ id }) => id.class === 'notice')
  const names = notices.map(({ id }) => id.name)
  expect(names).toEqual(expect.arrayContaining([...Object.keys(fromNobody), ...alsoToItsSender]))
})

test('a notice of a colleague that does not say whom it is from fails the test that brought it about', async () => {
  const place = await workspace()
  await place.alice.types('/circle @bob')
  await place.db.updateTable('nudges').set({ sender: null }).where('kind', '=', 'circle.invite').execute()
  await expect(place.stop()).rejects.toThrow('circle.invite does not say whom it is from')
})
