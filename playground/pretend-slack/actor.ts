import type { Ack } from './delivery.ts'
import type { Slack } from './slack.ts'
import { covers, findDm, installedId, installServing, type SlackChannel, type SlackPerson } from './world.ts'

/** A person and the channel they act in. */
export interface Place {
  userId: string
  channelId: string
}

/** An action that is not possible; the message is a sentence for the person. */
export class ActionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ActionError'
  }
}

export function personOf(slack: Slack, userId: string): SlackPerson {
  const person = slack.world.people.get(userId)
  if (!person || person.deleted) throw new ActionError('There is no person with that id.')
  return person
}

/** The person and the channel; throws when the person cannot see the channel. */
export function placeOf(
  slack: Slack,
  { userId, channelId }: Place,
): { person: SlackPerson; channel: SlackChannel } {
  const person = personOf(slack, userId)
  const channel = slack.world.channels.get(channelId)
  if (!channel || (channel.teamId !== person.teamId && !channel.memberIds.includes(userId)))
    throw new ActionError('That channel is not in this workspace.')
  if (channel.kind !== 'channel' && !channel.memberIds.includes(userId))
    throw new ActionError(`${person.realName} is not in that conversation.`)
  return { person, channel }
}

/** The direct message between a person and the app, if it is open. */
export function appDm(slack: Slack, userId: string): SlackChannel | undefined {
  const install = installServing(slack.world, personOf(slack, userId))
  return install && findDm(slack.world, install.botUserId, userId)
}

/**
 * The fields about the person and the workspace that every interaction carries. Where an organisation installed the app,
 * `team` is null; over Slack Connect a press names the app's workspace there, and a form that of the one who submits it.
 */
export function commonFields(
  slack: Slack,
  person: SlackPerson,
  kind: 'press' | 'form' = 'press',
): Record<string, unknown> {
  const install = installServing(slack.world, person)
  const isOutsider = install && !covers(slack.world, installedId(install), person.teamId)
  const team = slack.world.teams.get(isOutsider && kind === 'press' ? install.teamId : person.teamId)
  const enterprise = team?.enterpriseId ? slack.world.enterprises.get(team.enterpriseId) : undefined
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: slack.world.app.id,
    token: slack.world.app.verificationToken,
    team: install?.orgWide
      ? null
      : {
          id: team?.id,
          domain: team?.domain,
          ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
        },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: install?.orgWide ?? false,
  }
}

/** Why a request failed, by the name that Slack shows. */
export function failureName(ack: Ack): string {
  if (ack.outcome === 'timeout') return 'operation_timeout'
  return ack.outcome === 'failed' ? `dispatch_failed (HTTP ${ack.status})` : 'dispatch_failed'
}
