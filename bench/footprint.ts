/** Memory, and the time from start to a first 200 of /healthz, against a bare Bolt app; both from built JavaScript. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startChild } from './parts/child.ts'
import { print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady } from './parts/slack-stand-in.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const root = fileURLToPath(new URL('../', import.meta.url))

interface Footprint {
  /** Milliseconds to the first 200. */
  ready: number
  /** Megabytes resident, a moment later. */
  memory: number
}

export async function benchFootprint(): Promise<void> {
  print(
    `memory and time to a first 200 of /healthz, ${rounds} rounds, against a bare Bolt app with a Postgres pool`,
  )
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {})
  const env = {
    SLACK_API_URL: slack.ready.apiUrl,
    SLACK_SIGNING_SECRET: 'a secret of the benchmark',
    ENCRYPTION_KEY: '07'.repeat(32),
    LOG_LEVEL: 'error',
  }
  const ours = { ...env, SLACK_BOT_TOKEN: 'xoxb-bench', DATABASE_URL: await freshUrl('footprint') }
  const bare = { ...env, DATABASE_URL: await freshUrl('footprint_bare') }
  const measureOurs = () => measureStart('dist/main.js', ours)
  const measureBare = () => measureStart('bench/footprint/bare.mjs', bare)
  // The very first start migrates, which happens once.
  await measureOurs()
  await measureBare()
  const pairs: { ours: Footprint; bare: Footprint }[] = []
  for (let round = 0; round < rounds; round++)
    pairs.push({ bare: await measureBare(), ours: await measureOurs() })
  for (const pair of pairs)
    print(
      `    bare ${pair.bare.ready.toFixed(0)} ms, ${pair.bare.memory.toFixed(0)} MB; ` +
        `ours ${pair.ours.ready.toFixed(0)} ms, ${pair.ours.memory.toFixed(0)} MB`,
    )
  printFigure({
    name: 'memory after the start',
    ratios: pairs.map((pair) => pair.ours.memory / pair.bare.memory),
    aim: { atMost: 1.2 },
  })
  printFigure({
    name: 'time to a first 200 of /healthz',
    ratios: pairs.map((pair) => pair.ours.ready / pair.bare.ready),
    aim: { atMost: 1.1 },
  })
  await slack.stop()
}

/** Below those that the system gives to outgoing connections. */
let port = 20_000 + (process.pid % 1000) * 10

async function measureStart(file: string, env: Record<string, string>): Promise<Footprint> {
  port += 1
  const start = performance.now()
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let hasEnded = false
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => (hasEnded = true))
  while (!(await isHealthy(port))) {
    if (hasEnded) throw new Error(`${file} ended before it was healthy`)
    await sleep(5)
  }
  const ready = performance.now() - start
  await sleep(1000)
  const memory =
    Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(3000).then(() => child.kill('SIGKILL'))])
  await ended
  return { ready, memory }
}

async function isHealthy(at: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${at}/healthz`)
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchFootprint()
  process.exit(0)
}
