/** Runs Forthright as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'

export interface Started {
  child: ChildProcess
  out(): string
  err(): string
  exit: Promise<number | null>
}

export interface Program {
  /** Starts it with nothing set but `env`; what a .env of the folder holds is not read. */
  start(env: Record<string, string>): Started
  /** Ends whatever still runs. */
  end(): void
}

/** Node with these arguments, started in `folder`, by default the checkout. */
export function program(args: string[], folder = new URL('../../', import.meta.url).pathname): Program {
  const children = new Set<ChildProcess>()
  return {
    start(env) {
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { ...inherited(), NODE_OPTIONS: '', DOTENV_CONFIG_PATH: '/dev/null', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      children.add(child)
      let out = ''
      let err = ''
      child.stdout.on('data', (chunk) => (out += chunk))
      child.stderr.on('data', (chunk) => (err += chunk))
      // Once all that it wrote is read: 'exit' may come before the last of it.
      const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
      return { child, out: () => out, err: () => err, exit }
    },
    end() {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

function inherited(): NodeJS.ProcessEnv {
  const inheritable = Object.entries(process.env).filter(
    ([name]) => !/^(SLACK|DATABASE|ENCRYPTION|PORT|DATA)/.test(name),
  )
  return Object.fromEntries(inheritable)
}

export async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 900; tries++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The condition did not become true within 90 s')
}

export function healthOf(port: number): Promise<number> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.status,
    () => 0,
  )
}

/** 0 until it has logged that it started. */
export function portOf({ out }: Started): number {
  const line = out()
    .split('\n')
    .find((text) => text.includes('"started"'))
  return line ? (JSON.parse(line) as { port: number }).port : 0
}
