import { setImmediate as pause } from 'node:timers/promises'
import { emitEvent, nextRetry, retryEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { serveSlack } from './http.ts'
import { install, revoke } from './installs.ts'
import { createJournal } from './journal.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { wirePerson } from './methods/people.ts'
import { portOf } from './port-of.ts'
import { addPerson, type PersonSeed, seed, type TeamSeed } from './seed.ts'
import type { Slack } from './slack.ts'
import { openSocketServer } from './socket.ts'
import { emptyWorld, installOf, type Install, type SlackPerson, type World } from './world.ts'

export interface PretendSlackOptions {
  /** The time for message timestamps, response URLs and event retries. */
  clock: { read(): Date }
  teams?: TeamSeed[]
  /** Scopes, commands and events of the app; the project's manifest.yml when not given. */
  manifest?: Manifest
  /** The world of an earlier run, to continue. */
  world?: World
  /** Seconds the app has to answer; three, as Slack gives. */
  ackSeconds?: number
  triggerSeconds?: number
  port?: number
  onChange?: () => void
  /** For the journal: counts what the app's database gained during a request. */
  watchRows?: () => Promise<() => Promise<string[]>>
}

export interface PretendSlack extends Slack {
  /** For SLACK_API_URL. */
  apiUrl: string
  /** Sets where the app listens: its "/slack/events". */
  connect(requestUrl: string): void
  install(teamId: string, installedBy: string, options?: { orgWide?: boolean; scopes?: string[] }): Install
  /** Uninstalls the app: the token is revoked, then the events are sent. */
  uninstall(gone: Install): void
  /** Changes a person and sends user_change. */
  change(
    userId: string,
    to: Partial<Pick<SlackPerson, 'tz' | 'locale' | 'deleted' | 'realName' | 'isRestricted'>>,
  ): void
  /** Adds a person to a workspace and its channels, and sends team_join. */
  join(teamId: string, person: PersonSeed): SlackPerson
  /** When the next retry of an event is due. */
  nextDue(): Date | undefined
  retryEvents(): void
  /** Empties everything and seeds it again; earlier tokens are invalid. */
  startOver(teams?: TeamSeed[]): void
  /** Resolves when no delivery to the app is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts a pretend Slack on this machine, in memory. */
export async function createPretendSlack(options: PretendSlackOptions): Promise<PretendSlack> {
  const slack = createState(options)
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
    join(teamId: string, seeded: PersonSeed) {
      const person = addPerson(slack, teamId, seeded)
      for (const channel of slack.world.channels.values())
        if (channel.teamId === teamId && channel.kind === 'channel') channel.memberIds.push(person.id)
      slack.changed()
      const found = installOf(slack.world, teamId)
      if (found) emitEvent(slack, found, { type: 'team_join', user: wirePerson(slack, person, true) })
      return person
    },
    nextDue: () => nextRetry(slack),
    retryEvents: () => retryEvents(slack),
    startOver(teams?: TeamSeed[]) {
      slack.world = emptyWorld(slack.manifest.display_information.name)
      for (const map of [slack.triggers, slack.responseUrls, slack.codes, slack.uploads]) map.clear()
      slack.retries = []
      slack.notices = []
      slack.journal.clear()
      slack.faults.clear()
      seed(slack, teams)
      slack.changed()
    },
    async settled() {
      // The pause lets sockets and timers run, also when every promise is settled already.
      while (slack.inFlight.size > 0) await Promise.all([Promise.allSettled(slack.inFlight), pause()])
    },
    async stop() {
      await sockets.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function createState({
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
