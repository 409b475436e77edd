/** Processes of the benchmark: each reports to its parent when it is ready, answers one question at a time, and ends with it. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface BenchProcess<Ready> {
  ready: Ready
  pid: number
  ask<Answer>(question: unknown): Promise<Answer>
  stop(): Promise<void>
}

/** Starts `file` (of bench/) as a process of its own and waits until it is ready. BENCH_PROFILE names a folder for CPU profiles. */
export async function startChild<Ready>(file: string, input: unknown): Promise<BenchProcess<Ready>> {
  const profile = process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
    : []
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
  const child = fork(path, [JSON.stringify(input)], {
    execArgv: [...profile, '--import', 'tsx'],
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await nextMessage<Ready>(child)
  return {
    ready,
    pid: child.pid!,
    ask(question) {
      child.send(question as object)
      return nextMessage(child)
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A process of the benchmark ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}

/** Within such a process: its settings, how it reports that it is ready, and how it answers. */
export function settings(): unknown {
  return JSON.parse(process.argv[2] ?? 'null')
}

export function tellParent(message: unknown): void {
  process.send!(message)
}

export function onQuestion(answer: (question: unknown) => Promise<unknown>): void {
  process.on('message', (question) => {
    void answer(question).then(tellParent)
  })
}

/** Milliseconds of processor time that this process has used. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The parent disconnected: end cleanly, so that a profile is written. */
export function onEnd(stop: () => Promise<unknown> = async () => undefined): void {
  process.once('disconnect', () => {
    void stop().finally(() => process.exit(0))
  })
}
