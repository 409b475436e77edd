import { failureName } from './actor.ts'
import { deliver } from './deliver.ts'
import type { Ack } from './delivery.ts'
import { escapeInput } from './escape-input.ts'
import { isRecord } from './methods/method.ts'
import { createResponseUrl, respond } from './response-urls.ts'
import { notify, Refusal, type Slack } from './slack.ts'
import { createTrigger } from './triggers.ts'
import { type Install, installOf, type SlackChannel, type SlackPerson } from './world.ts'

export interface SlashCommand {
  person: SlackPerson
  channel: SlackChannel
  /** "/promise". */
  command: string
  text: string
  /** The text is as it would arrive, already escaped. */
  raw: boolean
}

/** Sends a slash command to the app and shows what it answers, or Slack's error line. */
export async function runCommand(slack: Slack, sent: SlashCommand): Promise<void> {
  const { person, channel, command } = sent
  const install = installOf(slack.world, person.teamId)
  const listed = slack.manifest.features.slash_commands ?? []
  if (!install || (listed.length > 0 && !listed.some((one) => one.command === command))) {
    notify(slack, person.id, `${command} is not a valid command.`)
    return
  }
  const ack = await deliver(slack, {
    title: `command ${command}`,
    kind: 'slash_commands',
    payload: payloadOf(slack, install, sent),
  })
  showAnswer(slack, ack, sent, { userId: person.id, teamId: person.teamId, channelId: channel.id })
}

function payloadOf(slack: Slack, install: Install, sent: SlashCommand): Record<string, unknown> {
  const { person, channel, command, text, raw } = sent
  const known = slack.manifest.features.slash_commands?.find((one) => one.command === command)
  const mentions = known?.should_escape ?? true
  return {
    token: slack.world.app.verificationToken,
    team_id: person.teamId,
    team_domain: slack.world.teams.get(person.teamId)?.domain,
    ...enterpriseFields(slack, person.teamId),
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: raw ? text : escapeInput(slack, person, text, { mentions }),
    api_app_id: slack.world.app.id,
    is_enterprise_install: String(install.orgWide),
    response_url: createResponseUrl(slack, {
      userId: person.id,
      teamId: person.teamId,
      channelId: channel.id,
    }),
    trigger_id: createTrigger(slack, person.id, person.teamId),
  }
}

function showAnswer(
  slack: Slack,
  ack: Ack,
  { person, command }: SlashCommand,
  to: { userId: string; teamId: string; channelId: string },
): void {
  if (ack.outcome !== 'ok') {
    notify(slack, person.id, `${command} failed with the error "${failureName(ack)}".`)
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
