/** The real program, as `npm start` and the image run it: its own entry point, with nothing around it. */
import { program, portOf, until, type Started } from '../support/program.ts'
import type { Bundle } from './bundle.ts'
import { encryptionKey } from './seed.ts'
import type { SlackReady } from './settings.ts'

export interface RealProgram {
  launch(env?: Record<string, string>): Started
  /** Waits until it says that it started, or ends. */
  start(env?: Record<string, string>): Promise<Started & { port: number }>
  /** Ends whatever still runs. */
  end(): void
}

/** `file` is the bundle of src/main.ts: it loads in a tenth of the time on a busy machine. */
export function realProgram(
  { main }: Pick<Bundle, 'main'>,
  databaseUrl: string,
  { apiUrl, signingSecret, teams }: SlackReady,
): RealProgram {
  const { start, end } = program([main])
  const launch = (env: Record<string, string> = {}) =>
    start({
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: teams[0]!.token,
      ENCRYPTION_KEY: encryptionKey.toString('hex'),
      PORT: '0',
      ...env,
    })
  return {
    launch,
    async start(env) {
      const started = launch(env)
      await until(() => portOf(started) > 0 || started.child.exitCode !== null)
      return { ...started, port: portOf(started) }
    },
    end,
  }
}

/** Whether it still runs. */
export function isRunning({ child }: Started): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** The log, a parsed line an event. */
export function logOf({ out }: Started): { level: number; msg: string }[] {
  return out()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: number; msg: string })
}
