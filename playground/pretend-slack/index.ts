import { setImmediate as pause } from 'node:timers/promises'
import { emitEvent, nextRetry, retryEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { serveSlack } from './http.ts'
import { install, revoke } from './installs.ts'
import { createJournal } from './journal.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { wirePerson } from './methods/people.ts'
import { portOf } from './port-of.ts'
import { seed, type TeamSeed } from './seed.ts'
import type { Slack } from './slack.ts'
import { openSocketServer } from './socket.ts'
import { emptyWorld, installOf, type Install, type SlackPerson, type World } from './world.ts'

export interface PretendSlackOptions {
  /** Where stamps, response URLs and event retries take the time from. */
  clock: { read(): Date }
  teams?: TeamSeed[]
  /** What the app may do and hear; the project's manifest.yml when not given. */
  manifest?: Manifest
  /** A world from an earlier run, to go on with. */
  world?: World
  /** Seconds the app has to answer; three, as Slack gives. */
  ackSeconds?: number
  triggerSeconds?: number
  port?: number
  onChange?: () => void
  /** For the journal: what the app's database gained during a request. */
  watchRows?: () => Promise<() => Promise<string[]>>
}

export interface PretendSlack extends Slack {
  /** For SLACK_API_URL. */
  apiUrl: string
  /** Says where the app listens: its "/slack/events". */
  connect(requestUrl: string): void
  install(teamId: string, installedBy: string, options?: { orgWide?: boolean; scopes?: string[] }): Install
  /** Takes the app out: the token dies, then the app hears of it. */
  uninstall(gone: Install): void
  /** Changes a person, and tells every installation of the workspace. */
  change(
    userId: string,
    to: Partial<Pick<SlackPerson, 'tz' | 'locale' | 'deleted' | 'realName' | 'isRestricted'>>,
  ): void
  /** When the next retry of an event is due. */
  nextDue(): Date | undefined
  retryEvents(): void
  /** Empties everything and fills it anew; tokens of before are worth nothing. */
  startOver(teams?: TeamSeed[]): void
  /** Resolves when no delivery to the app is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts a Slack of our own on this machine, in memory. */
export async function createPretendSlack(options: PretendSlackOptions): Promise<PretendSlack> {
  const slack = layOut(options)
  if (!options.world) seed(slack, options.teams)
  const server = serveSlack(slack)
  const sockets = openSocketServer(slack)
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  slack.origin = `http://127.0.0.1:${portOf(server)}`
  return Object.assign(slack, {
    apiUrl: `${slack.origin}/api/`,
    connect(requestUrl: string) {
      slack.requestUrl = requestUrl
    },
    install: (teamId: string, by: string, how?: { orgWide?: boolean; scopes?: string[] }) =>
      install(slack, teamId, by, how),
    uninstall: (gone: Install) => revoke(slack, gone),
    change(userId: string, to: Partial<SlackPerson>) {
      const person = slack.world.people.get(userId)!
      Object.assign(person, to)
      slack.changed()
      const found = installOf(slack.world, person.teamId)
      if (found) emitEvent(slack, found, { type: 'user_change', user: wirePerson(slack, person, true) })
    },
    nextDue: () => nextRetry(slack),
    retryEvents: () => retryEvents(slack),
    startOver(teams?: TeamSeed[]) {
      slack.world = emptyWorld(slack.manifest.display_information.name)
      for (const held of [slack.triggers, slack.responseUrls, slack.codes, slack.uploads]) held.clear()
      slack.retries = []
      slack.notices = []
      slack.journal.clear()
      slack.faults.clear()
      seed(slack, teams)
      slack.changed()
    },
    async settled() {
      // The pause lets sockets and timers have their turn, whatever is or isn't settled.
      while (slack.inFlight.size > 0) await Promise.all([Promise.allSettled(slack.inFlight), pause()])
    },
    async stop() {
      await sockets.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function layOut({
  clock,
  manifest = readManifest(),
  world,
  onChange,
  watchRows,
  ackSeconds = 3,
  triggerSeconds = 3,
}: PretendSlackOptions): Slack {
  return {
    world: world ?? emptyWorld(manifest.display_information.name),
    manifest,
    now: () => clock.read(),
    ackSeconds,
    triggerSeconds,
    origin: '',
    requestUrl: undefined,
    triggers: new Map(),
    responseUrls: new Map(),
    codes: new Map(),
    uploads: new Map(),
    sockets: [],
    retries: [],
    notices: [],
    journal: createJournal(),
    faults: createFaults(),
    historyRateLimit: { isOn: false, granted: new Map() },
    inFlight: new Set(),
    changed: () => onChange?.(),
    watchRows,
  }
}
