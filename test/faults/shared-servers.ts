/** The Postgres server and the bundled programs of a suite of fault runs. */
import type { Server } from '../support/postgres.mjs'
import { startServer } from '../support/postgres.mjs'
import { bundleProcesses, type Bundle } from './bundle.ts'
import type { ChaosTarget } from './chaos.ts'
import type { FaultEnvironment } from './fault-environment.ts'

export interface SharedServers {
  server: Server
  bundle: Bundle
}

export function startSharedServers(): SharedServers {
  const servers = {} as SharedServers
  beforeAll(async () => {
    ;[servers.server, servers.bundle] = await Promise.all([startServer({ fsync: true }), bundleProcesses()])
  }, 60_000)
  afterAll(async () => {
    servers.bundle.remove()
    await servers.server.stop()
  })
  return servers
}

/** Workers of the suite that reach the database of `environment` directly. */
export function chaosTarget({ server, bundle }: SharedServers, environment: FaultEnvironment): ChaosTarget {
  const { settings, databaseUrl } = environment
  return { server, workerFile: bundle.worker, settings, directUrl: databaseUrl }
}
