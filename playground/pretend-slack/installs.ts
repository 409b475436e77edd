import { emitEvent } from './events.ts'
import { scopesOf } from './manifest.ts'
import type { Slack } from './slack.ts'
import { type Install, newId } from './world.ts'

/** Installs the app: adds its bot user to the workspace and issues a token. */
export function install(
  slack: Slack,
  teamId: string,
  installedBy: string,
  { orgWide = false, scopes = scopesOf(slack.manifest) } = {},
): Install {
  const { world } = slack
  const enterpriseId = world.teams.get(teamId)?.enterpriseId
  const before = [...world.installs.values()].find(
    (known) =>
      known.orgWide === orgWide && (orgWide ? known.enterpriseId === enterpriseId : known.teamId === teamId),
  )
  const bot = before ?? addBot(slack, teamId)
  const made: Install = {
    token: `xoxb-${newId('', 11)}-${newId('', 24)}`,
    teamId,
    enterpriseId,
    orgWide,
    botUserId: bot.botUserId,
    botId: bot.botId,
    scopes,
    installedBy,
    revoked: false,
  }
  if (before) world.installs.delete(before.token)
  world.installs.set(made.token, made)
  slack.changed()
  return made
}

function addBot(slack: Slack, teamId: string): { botUserId: string; botId: string } {
  const { world, manifest } = slack
  const botUserId = newId('U')
  const botId = newId('B')
  world.people.set(botUserId, {
    id: botUserId,
    teamId,
    name: manifest.features.bot_user?.display_name ?? manifest.display_information.name.toLowerCase(),
    realName: manifest.display_information.name,
    tz: 'America/Los_Angeles',
    locale: 'en-US',
    isBot: true,
    deleted: false,
    isOwner: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    color: '#2f6f5e',
    botId,
  })
  return { botUserId, botId }
}

/** Revokes the token, then sends tokens_revoked and app_uninstalled. */
export function revoke(slack: Slack, gone: Install): void {
  gone.revoked = true
  slack.changed()
  emitEvent(slack, gone, { type: 'tokens_revoked', tokens: { oauth: [], bot: [gone.botUserId] } })
  emitEvent(slack, gone, { type: 'app_uninstalled' })
}
