import { failure, Impossible, type Place, placeOf } from './actor.ts'
import { deliver } from './deliver.ts'
import { tellEvent } from './events.ts'
import { isRecord } from './methods/method.ts'
import { giveResponseUrl, respond } from './response-urls.ts'
import { notify, Refusal, type Slack } from './slack.ts'
import { giveTrigger } from './triggers.ts'
import { escapeInput } from './escape-input.ts'
import { wireMessage } from './wire.ts'
import {
  installOf,
  messagesOf,
  nextStamp,
  type SlackChannel,
  type SlackMessage,
  type SlackPerson,
} from './world.ts'

/** Types a line: a slash command when it starts with one, else a message. `raw` leaves the words as they would arrive. */
export async function postMessage(
  slack: Slack,
  {
    userId,
    channelId,
    text,
    threadTs,
    raw = false,
  }: Place & { text: string; threadTs?: string; raw?: boolean },
): Promise<void> {
  const { person, channel } = placeOf(slack, { userId, channelId })
  if (isReadOnly(slack, channel))
    throw new Impossible('Only the app writes here. Type in another conversation.')
  const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(text)
  if (command?.[1] && !threadTs) return runCommand(slack, person, channel, command[1], command[2] ?? '', raw)
  if (command) throw new Impossible('Slash commands do not work in threads.')
  const message: SlackMessage = {
    ts: nextStamp(slack.world, slack.now()),
    channelId,
    userId,
    text: raw ? text : escapeInput(slack, person, text),
    blocks: [],
    fromApp: false,
    ...(threadTs ? { threadTs } : {}),
  }
  messagesOf(slack.world, channelId).push(message)
  slack.changed()
  const install = installOf(slack.world, person.teamId)
  if (!install || !channel.memberIds.includes(install.botUserId)) return
  const kind = { channel: 'channel', private: 'group', dm: 'im' }[channel.kind]
  tellEvent(slack, install, { ...wireMessage(slack, message), channel: channelId, channel_type: kind })
}

/** The app's messages tab, when the manifest closes it to people: neither words nor commands can be typed there. */
function isReadOnly(slack: Slack, channel: SlackChannel): boolean {
  if (channel.kind !== 'dm' || !slack.manifest.features.app_home?.messages_tab_read_only_enabled) return false
  return channel.memberIds.some((id) => slack.world.people.get(id)?.isBot)
}

async function runCommand(
  slack: Slack,
  person: SlackPerson,
  channel: SlackChannel,
  command: string,
  rest: string,
  raw: boolean,
): Promise<void> {
  const install = installOf(slack.world, person.teamId)
  const listed = slack.manifest.features.slash_commands ?? []
  const known = listed.find((one) => one.command === command)
  if (!install || (listed.length > 0 && !known)) {
    notify(slack, person.id, `${command} is not a valid command.`)
    return
  }
  const to = { userId: person.id, teamId: person.teamId, channelId: channel.id }
  const escapes = known?.should_escape ?? true
  const ack = await deliver(slack, {
    title: `command ${command}`,
    kind: 'slash_commands',
    payload: {
      token: slack.world.app.verificationToken,
      team_id: person.teamId,
      team_domain: slack.world.teams.get(person.teamId)?.domain,
      ...enterpriseFields(slack, person.teamId),
      channel_id: channel.id,
      channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
      user_id: person.id,
      user_name: person.name,
      command,
      text: raw ? rest : escapeInput(slack, person, rest, { mentions: escapes }),
      api_app_id: slack.world.app.id,
      is_enterprise_install: String(install.orgWide),
      response_url: giveResponseUrl(slack, to),
      trigger_id: giveTrigger(slack, person.id, person.teamId),
    },
  })
  if (ack.outcome !== 'ok') {
    notify(slack, person.id, `${command} failed with the error "${failure(ack)}".`)
    return
  }
  const body = typeof ack.body === 'string' ? { text: ack.body } : ack.body
  if (!isRecord(body) || (!body.text && !body.blocks)) return
  try {
    respond(slack, to, body)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    notify(slack, person.id, `${command} failed with the error "${error.code}".`)
  }
}

function enterpriseFields(slack: Slack, teamId: string): Record<string, string> {
  const id = slack.world.teams.get(teamId)?.enterpriseId
  const enterprise = id ? slack.world.enterprises.get(id) : undefined
  return enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}
}
