/** The playground: a pretend Slack with the real app in it, and a page on which one can be anyone. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config, PlaygroundConfig } from '../src/config.ts'
import { embeddedKey } from '../src/db/embedded.ts'
import { type Service, startService } from '../src/service.ts'
import { createLogger } from '../src/ops/log.ts'
import { manualClock } from '../src/time/clock.ts'
import { stateSaver, loadState } from './persistence.ts'
import { runAction } from './run-action.ts'
import { createPretendSlack, type PretendSlack } from './pretend-slack/index.ts'
import { cast } from './pretend-slack/seed.ts'
import { emptyTables, watchRows } from './row-diff.ts'
import { type PageServer, servePage } from './server.ts'
import { stateFor } from './state.ts'
import { storyStart, tellStory } from './story.ts'
import { createMutex } from './mutex.ts'
import { advanceClock } from './advance-clock.ts'

export interface Playground {
  url: string
  slack: PretendSlack
  /** Resolves when the story that a fresh playground begins with has been told. */
  ready: Promise<void>
  stop(): Promise<void>
}

/** The three of the cast who mean well. Carol sits an hour to the west, so that the same moment reads two ways. */
const people = cast
  .filter(({ name }) => name !== 'mallory')
  .map((person) =>
    Object.assign(person.name === 'carol' ? { tz: 'Europe/London' } : {}, person, {
      displayName: person.realName!.split(' ', 1)[0]!,
      locale: 'en-GB',
    }),
  )
const teams = [{ name: 'Acme', people, channels: { launch: ['alice', 'bob', 'carol'] } }]

/** Opens the playground on this machine only, and says where. */
export async function openPlayground(config: PlaygroundConfig, say = sayToTerminal): Promise<Playground> {
  const folder = folderFor(config.database)
  const file = path.join(folder, 'playground.json')
  const isNew = 'folder' in config.database && !existsSync(path.join(folder, 'postgres'))
  const known = isNew ? undefined : loadState(file)
  const clock = manualClock(new Date(Date.now() + (known?.offset ?? 0)), { flows: true })
  if (!known) clock.set(storyStart())
  const memory = stateSaver(file, () => ({ world: slack.world, offset: clock.read().getTime() - Date.now() }))
  const turn = createMutex()
  let page: PageServer | undefined
  let app: Service | undefined
  let version = 0
  /** While the story is told nobody looks at the wire, and counting rows would take half the time. */
  let telling = false

  const slack = await createPretendSlack({
    clock,
    teams,
    ...(known ? { world: known.world } : {}),
    onChange() {
      version += 1
      // Nothing is worth keeping before the app stands: a start that fails must leave the folder as it was.
      if (app) memory.schedule()
      page?.notifyChanged()
    },
    watchRows: async () => (app && !telling ? watchRows(app.db) : async () => []),
  })

  async function startApp(): Promise<void> {
    // The terminal belongs to whoever runs it: one line says where the page is, and only trouble says more.
    const log = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel)
    app = await startService(configFor(slack, config, folder), { clock, log })
    slack.connect(`http://127.0.0.1:${app.port}/slack/events`)
  }
  async function settle(): Promise<void> {
    do {
      await slack.settled()
      await app?.idle()
    } while (slack.inFlight.size > 0)
  }
  const advance = async (to: Date) => advanceClock({ clock, app: app!, slack, settle }, to)
  async function beginStory(): Promise<void> {
    telling = true
    await tellStory({ slack, settle, advance }).finally(() => (telling = false))
    memory.flush()
  }
  async function startOver(): Promise<void> {
    await settle()
    await emptyTables(app!.db)
    await app!.stop()
    clock.set(storyStart())
    slack.startOver(teams)
    await startApp()
    await beginStory()
  }
  async function stop(): Promise<void> {
    clearInterval(retries)
    await page?.stop()
    await turn.exclusive(async () => undefined)
    await slack.settled()
    await app?.stop()
    if (app) memory.flush()
    memory.stop()
    await slack.stop()
  }

  const retries = setInterval(() => slack.retryEvents(), 1000).unref()
  const stage = {
    slack,
    advance: (to: Date) => turn.exclusive(() => advance(to)),
    reset: () => turn.exclusive(startOver),
  }
  const door = {
    // Screens show what was before or what came of it, never a clock in mid-air or half a story.
    state: (as: string | undefined) => turn.shared(() => stateFor(slack, app?.db, as, version)),
    act: (act: Parameters<typeof runAction>[1]) => turn.shared(() => runAction(stage, act)),
    exchanges: () => slack.journal.exchanges(),
    appOrigin: () => `http://127.0.0.1:${app?.port ?? 0}`,
  }
  let ready: Promise<void>
  try {
    page = await servePage(door, config.port)
    // Said before the first start has made its database: whoever opens the page meanwhile waits there.
    say(`Forthright's playground is open at ${page.url}`)
    const started = turn.exclusive(startApp)
    ready = known
      ? started
      : turn.exclusive(async () => (app ? (isNew ? beginStory : startOver)() : undefined))
    await started
  } catch (error) {
    await stop()
    throw error
  }
  ready.catch((error: unknown) => process.stderr.write(`The story could not be told: ${String(error)}\n`))
  return { url: page.url, slack, ready, stop }
}

/** Where the pretend workspace is kept: beside the embedded database, or in a folder of its own for each server database. */
function folderFor(database: PlaygroundConfig['database']): string {
  if ('folder' in database) return database.folder
  return `.data/playground-${createHash('sha256').update(database.url).digest('hex').slice(0, 12)}`
}

function configFor(slack: PretendSlack, config: PlaygroundConfig, folder: string): Config {
  const { app, installs } = slack.world
  const living = [...installs.values()].find((install) => !install.revoked) ?? [...installs.values()][0]
  return {
    ...config,
    slack: {
      transport: { kind: 'http', signingSecret: app.signingSecret },
      access: { kind: 'token', botToken: living?.token ?? '' },
      apiUrl: slack.apiUrl,
    },
    encryptionKey: config.encryptionKey ?? embeddedKey(folder),
    port: 0,
    host: '127.0.0.1',
  }
}

function sayToTerminal(line: string): void {
  process.stdout.write(`${line}\n`)
}
