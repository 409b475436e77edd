/** The playground: a pretend Slack with the real app in it, and a page on which one can be anyone. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config, PlaygroundConfig } from '../config.ts'
import { embeddedKey } from '../db/embedded.ts'
import { type Forthright, startForthright } from '../forthright.ts'
import { openLog } from '../log.ts'
import { handClock } from '../time/clock.ts'
import { mondayMorning } from './almanac.ts'
import { keeper, recall } from './memory.ts'
import { perform, type Stage } from './perform.ts'
import { createPretendSlack, type PretendSlack } from './pretend-slack/index.ts'
import { cast } from './pretend-slack/seed.ts'
import { emptyTables, watchRows } from './rows.ts'
import { servePage } from './server.ts'
import { stateFor } from './state.ts'
import { storyZone, tellStory } from './story.ts'
import { windForward } from './wind.ts'

export interface Playground {
  url: string
  slack: PretendSlack
  /** The story that a fresh playground begins with has been told. */
  ready: Promise<void>
  stop(): Promise<void>
}

const teams = [{ name: 'Acme', people: cast, channels: { launch: ['alice', 'bob', 'carol'] } }]

/** Opens the playground on this machine only, and says where. */
export async function openPlayground(
  config: PlaygroundConfig,
  say = (line: string) => console.log(line),
): Promise<Playground> {
  const folder = 'folder' in config.database ? config.database.folder : '.data/playground'
  const file = path.join(folder, 'playground.json')
  const known =
    'url' in config.database || existsSync(path.join(folder, 'postgres')) ? recall(file) : undefined
  const clock = handClock(new Date(Date.now() + (known?.offset ?? 0)), { flows: true })
  const memory = keeper(file, () => ({ world: slack.world, offset: clock.read().getTime() - Date.now() }))
  let version = 0
  let announce = () => {}
  let app: Forthright | undefined
  /** While the clock moves or the story starts afresh, everybody else waits. */
  let alone: Promise<void> = Promise.resolve()

  const slack = await createPretendSlack({
    clock,
    teams,
    ...(known ? { world: known.world } : {}),
    onChange() {
      version += 1
      memory.soon()
      announce()
    },
    watchRows: async () => (app ? watchRows(app.db) : async () => []),
  })
  const settings = (): Config => ({
    ...config,
    slack: {
      transport: { kind: 'http', signingSecret: slack.world.app.signingSecret },
      access: {
        kind: 'token',
        botToken: [...slack.world.installs.values()].find((one) => !one.revoked)?.token ?? 'xoxb-none',
      },
      apiUrl: slack.apiUrl,
    },
    encryptionKey: config.encryptionKey ?? embeddedKey(folder),
    port: 0,
    host: '127.0.0.1',
  })
  // The terminal belongs to whoever runs it: one line says where the page is, and only trouble says more.
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel)

  async function startApp(): Promise<Forthright> {
    const started = await startForthright(settings(), { clock, log })
    slack.connect(`http://127.0.0.1:${started.port}/slack/events`)
    app = started
    return started
  }
  async function settle(): Promise<void> {
    do {
      await slack.settled()
      await app?.idle()
    } while (slack.inHand.size > 0)
  }
  async function byItself(work: () => Promise<void>): Promise<void> {
    const turn = alone.then(work)
    alone = turn.catch(() => undefined)
    return turn
  }
  const wind = (to: Date) => byItself(() => windForward({ clock, app: app!, slack, settle }, to))
  async function begin(running: Forthright): Promise<void> {
    await emptyTables(running.db)
    clock.set(mondayMorning(new Date(), storyZone))
    await running.stop()
    const fresh = await startApp()
    await tellStory({
      slack,
      settle,
      wind: (to) => windForward({ clock, app: fresh, slack, settle }, to),
      now: () => clock.read(),
    })
    memory.now()
  }
  const stage: Stage = {
    slack,
    wind,
    reset: () =>
      byItself(async () => {
        await settle()
        slack.startOver(teams)
        await begin(app!)
      }),
  }
  const page = await servePage(
    {
      state: (as) => stateFor(slack, app?.db, as, version),
      async act(act) {
        await alone
        return perform(stage, act)
      },
      exchanges: () => slack.journal.exchanges(),
      appOrigin: () => `http://127.0.0.1:${app?.port ?? 0}`,
    },
    config.port,
  )
  announce = page.changed
  const running = await startApp()
  const retries = setInterval(() => slack.retryEvents(), 1000).unref()
  const ready = known ? Promise.resolve() : byItself(() => begin(running))
  say(`Forthright's playground is open at ${page.url}`)
  return {
    url: page.url,
    slack,
    ready,
    async stop() {
      clearInterval(retries)
      await page.stop()
      await alone
      await app?.stop()
      await slack.settled()
      memory.now()
      memory.stop()
      await slack.stop()
    },
  }
}
