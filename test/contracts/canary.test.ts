// A word that only a person wrote, and tokens, must be nowhere in what an operator sees: logs, metrics, errors.
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { startService } from '../../src/service.ts'
import { createLogger } from '../../src/ops/log.ts'
import { report } from '../support/attack-figures.ts'
import { workspace } from '../support/workspace.ts'

const canary = 'xanthophyll-canary'

test("what people write and the app's tokens stay out of logs and metrics, whatever fails", async () => {
  const place = await workspace()
  const { bob, alice, clock, slack, config } = place
  let logged = ''
  const stream = new Writable({
    write(chunk, _, done) {
      logged += String(chunk)
      done()
    },
  })
  const app = await startService(
    { ...config, port: 0 },
    { clock, heartbeat: false, log: createLogger('debug', stream) },
  )
  slack.connect(`http://127.0.0.1:${app.port}/slack/events`)
  try {
    await bob.types(`/promise @alice ${canary} the deck by Friday 3pm`)
    await bob.types(`/promise @alice ${canary}`)
    await bob.types(`/promise ${canary}`)
    for (const fault of ['500-after', 'drop-after', 'fatal_error', '429'] as const) {
      slack.faults.plan('chat.postMessage', fault)
      await bob.types(`/promise @alice ${canary} ${fault} by Friday 3pm`)
      await app.idle()
    }
    slack.faults.plan('views.open', '500-before')
    await bob.types('/promise')
    slack.faults.plan('users.info', '500-before', 3)
    // A statement that Postgres refuses, with the words among its values.
    await sql`alter table promises add constraint refuse check (false) not valid`.execute(app.db)
    await bob.types(`/promise @alice ${canary} again by Friday 3pm`)
    expect(bob.lastSeen()).toMatch('quote reference')
    await app.idle()
    await app.tick()
    const metrics = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text()
    expect(alice.dms().join()).toMatch(canary)
    expect(logged).toMatch('request failed')
    expect(logged + metrics).not.toMatch(/xanthophyll/)
    expect(logged + metrics).not.toMatch(/xox[bap]-|xapp-/)
    report({
      attack:
        'T10 words of promises and tokens looked for in log and metrics, while calls and statements fail',
      tried: 8,
      through: 0,
      control: 'the same words found in the DM of the other side',
    })
  } finally {
    await app.stop()
  }
})
