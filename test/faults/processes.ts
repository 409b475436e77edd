import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Process<Ready> {
  ready: Ready
  child: ChildProcess
  ask<Answer>(): Promise<Answer>
  stop(): Promise<void>
}

export interface StartOptions {
  /** Milliseconds by which the machine's clock is off. */
  shiftMs?: number
}

/** Starts a bundled process and waits until it reports ready; throws if it exits before. */
export async function startProcess<Ready>(
  file: string,
  settings: unknown,
  { shiftMs = 0 }: StartOptions = {},
): Promise<Process<Ready>> {
  const child = launch(file, settings, shiftMs)
  const ready = await nextMessage<Ready>(child)
  return {
    ready,
    child,
    ask() {
      child.send({})
      return nextMessage(child)
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}

export function launch(file: string, settings: unknown, shiftMs: number): ChildProcess {
  return fork(file, [JSON.stringify(settings)], {
    execArgv: ['--import', fileURLToPath(new URL('shifted-clock.mjs', import.meta.url))],
    env: { ...process.env, TZ: 'UTC', CLOCK_SHIFT_MS: String(shiftMs) },
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  })
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null) =>
      reject(new Error(`A process exited too soon (${code ?? signal})`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}
