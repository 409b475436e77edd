// A bare Bolt app with a Postgres pool and a health route: the least memory that a Slack app needs.
import bolt from '@slack/bolt'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 })
const app = new bolt.App({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  authorize: async () => ({ botToken: 'xoxb-bench' }),
  logLevel: bolt.LogLevel.ERROR,
  customRoutes: [
    {
      path: '/healthz',
      method: ['GET'],
      handler: async (_, response) => {
        await pool.query('select 1')
        response.writeHead(200).end()
      },
    },
  ],
})
await app.start(Number(process.env.PORT))
