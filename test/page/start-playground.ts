import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface Started {
  url: string
  stop(): Promise<void>
}

const root = new URL('../../', import.meta.url)
const settings = /^(SLACK_|DATABASE_URL$|ENCRYPTION_KEY$)/

/** Starts the program as `npm start` does where nothing is configured, on an empty folder, and waits until its story is told. */
export async function startPlayground(): Promise<Started> {
  const folder = mkdtempSync(path.join(tmpdir(), 'playground-'))
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name) && name !== 'NODE_OPTIONS')
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...Object.fromEntries(kept), PORT: '0', DATA_FOLDER: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(program, 'exit')
  const stop = async () => {
    program.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for await (const line of createInterface(program.stdout)) {
    const url = /http:\/\/localhost:\d+/.exec(line)?.[0]
    if (!url) continue
    await storyTold(url)
    return { url, stop }
  }
  await stop()
  throw new Error('The playground ended before it had opened')
}

/** A fresh playground answers no act before its opening story has been told; this one does nothing else. */
async function storyTold(url: string): Promise<void> {
  await fetch(`${url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'dismiss', id: 0 }),
  })
}
