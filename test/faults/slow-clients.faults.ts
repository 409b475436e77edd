/** Clients that hold connections or memory: bodies that never end, headers that drip, large bodies nobody signed. */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createMigratedDatabase } from './database.ts'
import { healthOf } from '../support/program.ts'
import { startProcess, type Process } from './processes.ts'
import { realProgram, type RealProgram } from './real-program.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()
let slack: Process<SlackReady>
let programs: RealProgram
let app: Awaited<ReturnType<RealProgram['start']>>

beforeAll(async () => {
  const settings = { seed: 1, teams: 1, people: 4, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(shared.bundle.slack, settings satisfies SlackSettings)
  programs = realProgram(shared.bundle, await createMigratedDatabase(shared.server), slack.ready)
  app = await programs.start()
}, 120_000)

afterAll(async () => {
  programs.end()
  await slack.stop()
})

/** Seconds until the server closes a connection on which `first` and then `drip` every half second is sent. */
async function secondsUntilClosed(first: string, drip: string): Promise<number> {
  const start = performance.now()
  const socket = connect({ port: app.port, host: '127.0.0.1' })
  socket.on('error', () => {})
  socket.resume()
  socket.write(first)
  const timer = setInterval(() => socket.writable && socket.write(drip), 500)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
  return (performance.now() - start) / 1000
}

const stamp = () => String(Math.floor(Date.now() / 1000))

test('a body that never ends and headers that drip are closed within 12 seconds', async () => {
  const begin = 'POST /slack/events HTTP/1.1\r\nHost: x\r\n'
  const signed = `X-Slack-Signature: v0=00\r\nX-Slack-Request-Timestamp: ${stamp()}\r\n`
  const seconds = await Promise.all([
    secondsUntilClosed(`${begin}${signed}Content-Length: 5000\r\n\r\n`, 'x'),
    secondsUntilClosed(begin, 'X-Y: z\r\n'),
    secondsUntilClosed('', 'P'),
  ])
  if (process.env.FAULTS === 'whole')
    process.stderr.write(`slow clients closed after ${seconds.map((one) => one.toFixed(1)).join(', ')} s\n`)
  for (const one of seconds) expect(one).toBeLessThan(12)
  expect(await healthOf(app.port)).toBe(200)
}, 60_000)

test.each([
  ['without a signature', () => ({})],
  ['with a forged one', () => ({ 'x-slack-signature': 'v0=00', 'x-slack-request-timestamp': stamp() })],
])(
  '800 bodies of 250 KB %s do not fill the memory',
  async (_, headers) => {
    const body = 'x'.repeat(250 * 1024)
    const before = memoryMiB()
    const statuses = await Promise.all(
      Array.from({ length: 800 }, () =>
        fetch(`http://127.0.0.1:${app.port}/slack/events`, { method: 'POST', headers: headers(), body }).then(
          (response) => response.status,
          () => 0,
        ),
      ),
    )
    const grown = memoryMiB() - before
    if (process.env.FAULTS === 'whole') process.stderr.write(`800 bodies: ${grown} MiB more\n`)
    // 0: beyond the connections that the server takes.
    expect(statuses.filter((status) => ![0, 401, 408, 503].includes(status))).toEqual([])
    expect(grown).toBeLessThan(120)
  },
  60_000,
)

/** The most that the process ever held. */
function memoryMiB(): number {
  const status = readFileSync(`/proc/${app.child.pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024)
}
