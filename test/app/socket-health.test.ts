import { setTimeout as sleep } from 'node:timers/promises'
import { workspace } from '../support/workspace.ts'

test('in Socket Mode health is 503 while no socket is open, and 200 again once Slack has said hello', async () => {
  const { alice, app, slack } = await workspace({ transport: 'socket' })
  const health = async () => (await fetch(`http://127.0.0.1:${app.port}/healthz`)).status
  const until = async (status: number) => {
    while ((await health()) !== status) await sleep(50)
  }
  expect(await health()).toBe(200)
  slack.sockets[0]!.close('refresh_requested')
  await until(503)
  await until(200)
  await alice.types('/promise help')
  expect(alice.lastSeen()).toMatch('/promise')
}, 30_000)
