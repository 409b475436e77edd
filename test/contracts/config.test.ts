// Half of Slack's settings: the start says which page of Slack gives the other half.
import { readConfig } from '../../src/config.ts'

const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_STATE_SECRET: 'a long text' }

test.each([
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN', 'OAuth & Permissions'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET', 'App Credentials'],
  [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN', 'OAuth & Permissions'],
  [{ ...oauth, SLACK_CLIENT_SECRET: '' }, 'SLACK_CLIENT_SECRET', 'App Credentials'],
  [oauth, 'SLACK_SIGNING_SECRET', 'or set SLACK_APP_TOKEN'],
])('with %j alone, %s is missed', (given: Record<string, string>, missing, where) => {
  expect(() => readConfig(given)).toThrow(new RegExp(`${missing} is missing .*${where}`))
})
