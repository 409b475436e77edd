/** The real app on a server Postgres and the benchmark's Slack. A process of its own. */
import type { Config } from '../../src/config.ts'
import { startService } from '../../src/service.ts'
import { onEnd, onQuestion, processorTime, settings, tellParent } from './child.ts'

export interface ForthrightSettings {
  databaseUrl: string
  signingSecret: string
  apiUrl: string
}

const { databaseUrl, signingSecret, apiUrl } = settings() as ForthrightSettings
const config: Config = {
  slack: {
    transport: { kind: 'http', signingSecret },
    access: { kind: 'token', botToken: 'xoxb-bench' },
    apiUrl,
  },
  database: { url: databaseUrl },
  encryptionKey: Buffer.alloc(32, 7),
  port: 0,
  host: '127.0.0.1',
  logLevel: 'error',
  settleSeconds: 60,
  messagesPerMinute: 200,
  retentionMonths: 12,
}
const app = await startService(config)
tellParent({ origin: `http://127.0.0.1:${app.port}` })
onQuestion(async () => ({ cpu: processorTime() }))
onEnd(() => app.stop())
