/** What the doctor asks Slack. */
import type { Config } from '../config.ts'
import { botScopes } from '../slack/scopes.ts'
import { tokenRefusal } from '../slack/token-refusal.ts'
import { createWebClient } from '../slack/web-clients.ts'
import { createLogger, slackLibraryLogger } from './log.ts'

export interface Finding {
  ok: boolean
  text: string
}

export async function examineSlack({ slack }: Config): Promise<Finding[]> {
  if (slack.access.kind === 'oauth')
    return [{ ok: true, text: 'Workspaces install at /slack/install; each brings its own token.' }]
  const logger = slackLibraryLogger(createLogger('error', { write: () => {} }))
  const client = createWebClient(slack.access.botToken, { slackApiUrl: slack.apiUrl, logger })
  try {
    const me = await client.auth.test()
    const granted = me.response_metadata?.scopes ?? []
    const missing = botScopes.filter((scope) => !granted.includes(scope))
    return [
      { ok: true, text: `Slack knows the token: ${me.team ?? me.team_id}.` },
      ...(missing.length ? missing.map(missingScope) : [{ ok: true, text: 'Every scope is granted.' }]),
    ]
  } catch (error) {
    const refusal = tokenRefusal(error)
    return [
      {
        ok: false,
        text: refusal
          ? `Slack does not accept the token (${refusal}).`
          : "Slack can't be reached (SLACK_API_URL).",
      },
    ]
  }
}

function missingScope(scope: string): Finding {
  return {
    ok: false,
    text:
      scope === 'im:history'
        ? 'im:history is not granted: a send whose outcome is unknown is not repeated, and shows in App Home instead.'
        : `${scope} is not granted. Install the app again from manifest.yml.`,
  }
}
