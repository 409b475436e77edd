/** The server and the programs of a suite of fault runs: there before its first test, gone after its last. */
import type { Server } from '../support/postgres.mjs'
import { startServer } from '../support/postgres.mjs'
import { bundleProcesses, type Bundle } from './bundle.ts'

export interface Stage {
  server: Server
  bundle: Bundle
}

export function openStage(): Stage {
  const stage = {} as Stage
  beforeAll(async () => {
    ;[stage.server, stage.bundle] = await Promise.all([startServer({ fsync: true }), bundleProcesses()])
  }, 60_000)
  afterAll(async () => {
    stage.bundle.remove()
    await stage.server.stop()
  })
  return stage
}
