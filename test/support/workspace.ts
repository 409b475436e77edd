import { type Kysely, sql } from 'kysely'
import type { Config } from '../../src/config.ts'
import type { Database } from '../../src/db/database.ts'
import { type Service, startService } from '../../src/service.ts'
import { createLogger } from '../../src/ops/log.ts'
import { type TestUser, createTestUser } from '../../playground/test-user.ts'
import {
  createPretendSlack,
  type PretendSlack,
  type PretendSlackOptions,
} from '../../playground/pretend-slack/index.ts'
import { cast, type PersonSeed, type TeamSeed } from '../../playground/pretend-slack/seed.ts'
import { advanceClock } from '../../playground/advance-clock.ts'
import { manualClock, type ManualClock } from '../../src/time/clock.ts'
import { cleanUpLater } from './cleanup.ts'
import { freshDatabase } from './database.ts'
import { moment } from './moments.ts'
import { withoutSender } from './senders.ts'

export interface WorkspaceOptions {
  /** "Mon 09:00", "2026-03-09T09:00" on the wall of `zone`, or an instant with its offset. */
  now?: string
  /** IANA zone of everyone whom `cast` does not put elsewhere. */
  zone?: string
  /** Changes to single people, by handle; a new handle is a new person. */
  cast?: Record<string, Omit<PersonSeed, 'name'>>
  /** Channels besides #general, with the handles of their members. */
  channels?: Record<string, string[]>
  /** More workspaces; given, the app is installed over OAuth and serves them all. */
  teams?: TeamSeed[]
  slack?: Pick<PretendSlackOptions, 'ackSeconds' | 'triggerSeconds' | 'manifest'>
  config?: Partial<Config>
  transport?: 'http' | 'socket'
  /** Workspaces that may install over OAuth; every one when left out. */
  allowed?: readonly string[]
  /** Stopped after the file instead of the test, for a workspace created in beforeAll. */
  shared?: boolean
  /** Its first command is greeted; otherwise that was long ago. */
  isNew?: boolean
  /** For tests that read the database's files: none that an earlier test has written to. */
  newFiles?: boolean
}

export interface Workspace {
  alice: TestUser
  bob: TestUser
  carol: TestUser
  mallory: TestUser
  /** A person by handle. */
  person(name: string): TestUser
  clock: ManualClock & {
    /** Moves time forward to "Fri 09:00" and the like, stopping at each moment at which something is planned. */
    to(when: string): Promise<void>
  }
  app: Service
  slack: PretendSlack
  db: Kysely<Database>
  config: Config
  /** The app's log, a JSON line an event; TEST_LOG=1 sends it to the terminal instead. */
  logged: string[]
  /** Resolves when neither Slack nor the app has anything in hand. */
  settle(): Promise<void>
  /** Stops the app and starts it anew on the same database and the same Slack. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A workspace with its people, the real app over real HTTP or sockets, its own database and a manual clock. */
export async function workspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { now = 'Mon 09:00', zone = 'Europe/Paris', transport = 'http' } = options
  const clock = manualClock(moment(now, zone))
  const database = await freshDatabase(options)
  const channels = options.channels ?? {}
  const teams = options.teams ?? [{ name: 'Acme', people: people(zone, options.cast), channels }]
  const slack = await createPretendSlack({ clock, teams, ...options.slack })
  const config = configFor(slack, database.url, transport, options)
  const logged: string[] = []
  let app = await boot()
  if (!options.isNew) await app.db.updateTable('workspaces').set({ greeted_at: clock.read() }).execute()

  async function boot(): Promise<Service> {
    const log = createLogger(
      'info',
      process.env.TEST_LOG ? undefined : { write: (line) => void logged.push(line) },
    )
    const started = await startService(config, { clock, heartbeat: false, log })
    slack.connect(`http://127.0.0.1:${started.port}/slack/events`)
    return started
  }
  async function settle(): Promise<void> {
    do {
      await slack.settled()
      await app.idle()
    } while (slack.inFlight.size > 0)
  }
  const person = (name: string) => {
    const found = [...slack.world.people.values()].find((one) => one.name === name)
    if (!found) throw new Error(`Nobody here is called ${name}`)
    return createTestUser(slack, found.id, settle)
  }
  const made: Workspace = {
    get alice() {
      return person('alice')
    },
    get bob() {
      return person('bob')
    },
    get carol() {
      return person('carol')
    },
    get mallory() {
      return person('mallory')
    },
    person,
    clock: Object.assign(clock, {
      to: (when: string) => advanceClock({ clock, app, slack, settle }, moment(when, zone, clock.read())),
    }),
    get app() {
      return app
    },
    slack,
    get db() {
      return app.db
    },
    config,
    logged,
    settle,
    async restart() {
      await app.stop()
      app = await boot()
    },
    async stop() {
      forgetCleanup()
      await app.idle()
      const violations = await findViolations(app.db)
      await app.stop()
      await slack.stop()
      await database.release()
      if (violations.length) throw new Error(`The ledger is not as it must be: ${violations.join(', ')}`)
    },
  }
  const forgetCleanup = cleanUpLater(made.stop, { shared: options.shared ?? false })
  return made
}

/**
 * Violated invariants: a pending nudge without a queue row or the reverse, an inbox whose lease was not released, a notice
 * from a colleague that does not say whom it is from, or somebody else's id where an erasure does not look for it.
 */
async function findViolations(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select d.state || ' ' || d.kind || ' awaits ' || coalesce(q.awaits, 'nothing') as what
    from nudges d full join nudge_queue q on q.team_id = d.team_id and q.nudge_id = d.id and q.user_id = d.user_id
    where d.id is null or (d.state in ('pending', 'needs_human')) <> (q.nudge_id is not null)
      or (d.state = 'needs_human') <> (q.awaits = 'human')
    union all
    select user_id || ' is leased' from inboxes where lease_until is not null
    union all
    select d.kind || ' keeps the id of somebody else' from nudges d join people p on p.team_id = d.team_id
    where p.user_id <> d.user_id and position(p.user_id in d.dedupe_key || d.facts::text) > 0
    union all ${sql.raw(withoutSender)}`.execute(db)
  return rows.map((row) => row.what)
}

function people(zone: string, changes: WorkspaceOptions['cast'] = {}): PersonSeed[] {
  const known = cast.map((person) => Object.assign({ tz: zone }, person, changes[person.name]))
  const names = new Set(cast.map((person) => person.name))
  const others = Object.entries(changes).filter(([name]) => !names.has(name))
  return [...known, ...others.map(([name, change]) => Object.assign({ tz: zone, name }, change))]
}

function configFor(
  slack: PretendSlack,
  url: string,
  transport: 'http' | 'socket',
  options: WorkspaceOptions,
): Config {
  const { app, installs } = slack.world
  const token = [...installs.keys()][0]
  return {
    slack: {
      transport:
        transport === 'http'
          ? { kind: 'http', signingSecret: app.signingSecret }
          : { kind: 'socket', appToken: app.appToken },
      access:
        options.teams || !token
          ? {
              kind: 'oauth',
              clientId: app.clientId,
              clientSecret: app.clientSecret,
              stateSecret: 'a state secret of the tests',
              allowed: options.allowed ?? [],
            }
          : { kind: 'token', botToken: token },
      apiUrl: slack.apiUrl,
    },
    database: { url },
    encryptionKey: Buffer.alloc(32, 7),
    port: 0,
    host: '127.0.0.1',
    logLevel: 'error',
    settleSeconds: 60,
    messagesPerMinute: 200,
    retentionMonths: 12,
    ...options.config,
  }
}
