import type { Config } from '../../src/config.ts'

export interface BenchedApp {
  databaseUrl: string
  signingSecret: string
  apiUrl: string
  botToken: string
}

/** The settings of the real app on a server Postgres and a stand-in for Slack. */
export function configOf({ databaseUrl, signingSecret, apiUrl, botToken }: BenchedApp): Config {
  return {
    slack: {
      transport: { kind: 'http', signingSecret },
      access: { kind: 'token', botToken },
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
}
