/** One run of the playground: the pretend Slack, the app in it, their clock and what is saved of them. */
import path from 'node:path'
import type { Config, PlaygroundConfig } from '../src/config.ts'
import { embeddedKey } from '../src/db/embedded.ts'
import { createLogger } from '../src/ops/log.ts'
import { type Service, startService } from '../src/service.ts'
import { type ManualClock, manualClock } from '../src/time/clock.ts'
import { advanceClock } from './advance-clock.ts'
import { createMutex, type Mutex } from './mutex.ts'
import { type SavedState, type StateSaver, stateSaver } from './persistence.ts'
import { createPretendSlack, type PretendSlack } from './pretend-slack/index.ts'
import { emptyTables, watchRows } from './row-diff.ts'
import type { PageServer } from './server.ts'
import { storyStart, tellStory } from './story.ts'
import { storyTeams } from './story-teams.ts'

export interface Session {
  config: PlaygroundConfig
  folder: string
  clock: ManualClock
  slack: PretendSlack
  app: Service | undefined
  mutex: Mutex
  saver: StateSaver
  retryTimer: NodeJS.Timeout
  /** Counts changes, so that the page can tell states apart. */
  version: number
  /** While the story is played nobody looks at the journal, and counting rows would take half of the time. */
  isPlayingStory: boolean
}

export const stateFile = 'playground.json'

export async function createSession(
  config: PlaygroundConfig,
  parts: { folder: string; saved: SavedState | undefined; onChange: () => void },
): Promise<Session> {
  const { folder, saved, onChange } = parts
  const clock = manualClock(new Date(Date.now() + (saved?.offset ?? 0)), { flows: true })
  if (!saved) clock.set(storyStart())
  let session: Session | undefined
  const slack = await createPretendSlack({
    clock,
    teams: storyTeams,
    ...(saved ? { world: saved.world } : {}),
    onChange() {
      // Seeding changes the world before the session exists.
      if (!session) return
      session.version += 1
      // Saved only once the app runs: a start that fails must leave the folder as it was.
      if (session.app) session.saver.schedule()
      onChange()
    },
    watchRows: async () =>
      session?.app && !session.isPlayingStory ? watchRows(session.app.db) : async () => [],
  })
  session = {
    config,
    folder,
    clock,
    slack,
    app: undefined,
    mutex: createMutex(),
    saver: stateSaver(path.join(folder, stateFile), () => ({
      world: slack.world,
      offset: clock.read().getTime() - Date.now(),
    })),
    retryTimer: setInterval(() => slack.retryEvents(), 1000).unref(),
    version: 0,
    isPlayingStory: false,
  }
  return session
}

export async function startApp(session: Session): Promise<void> {
  const { config, slack, clock } = session
  // The terminal shows one line with the page's address; of the app's log only warnings and errors.
  const log = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel)
  session.app = await startService(appConfig(session), { clock, log })
  slack.connect(`http://127.0.0.1:${session.app.port}/slack/events`)
}

/** Waits until nothing is in flight, neither to the app nor in it. */
export async function settle({ slack, app }: Session): Promise<void> {
  do {
    await slack.settled()
    await app?.idle()
  } while (slack.inFlight.size > 0)
}

export async function advance(session: Session, to: Date): Promise<void> {
  const { clock, slack } = session
  await advanceClock({ clock, app: session.app!, slack, settle: () => settle(session) }, to)
}

export async function playStory(session: Session): Promise<void> {
  session.isPlayingStory = true
  await tellStory({
    slack: session.slack,
    settle: () => settle(session),
    advance: (to) => advance(session, to),
  }).finally(() => (session.isPlayingStory = false))
  session.saver.flush()
}

/** Empties the workspace and the database and plays the opening story again. */
export async function startOver(session: Session): Promise<void> {
  await settle(session)
  await emptyTables(session.app!.db)
  await session.app!.stop()
  session.clock.set(storyStart())
  session.slack.startOver(storyTeams)
  await startApp(session)
  await playStory(session)
}

export async function stopSession(session: Session, page: PageServer | undefined): Promise<void> {
  clearInterval(session.retryTimer)
  await page?.stop()
  await session.mutex.exclusive(async () => undefined)
  await session.slack.settled()
  await session.app?.stop()
  if (session.app) session.saver.flush()
  session.saver.stop()
  await session.slack.stop()
}

function appConfig({ slack, config, folder }: Session): Config {
  const { app, installs } = slack.world
  const active = [...installs.values()].find((install) => !install.revoked) ?? [...installs.values()][0]
  return {
    ...config,
    slack: {
      transport: { kind: 'http', signingSecret: app.signingSecret },
      access: { kind: 'token', botToken: active?.token ?? '' },
      apiUrl: slack.apiUrl,
    },
    encryptionKey: config.encryptionKey ?? embeddedKey(folder),
    port: 0,
    host: '127.0.0.1',
  }
}
