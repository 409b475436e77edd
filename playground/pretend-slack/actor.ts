import type { Ack } from './delivery.ts'
import type { Slack } from './slack.ts'
import { findDm, installOf, type SlackChannel, type SlackPerson } from './world.ts'

/** Where a person is when they act. */
export interface Place {
  userId: string
  channelId: string
}

/** What a person cannot do, in words for them. */
export class ActionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Impossible'
  }
}

export function personOf(slack: Slack, userId: string): SlackPerson {
  const person = slack.world.people.get(userId)
  if (!person || person.deleted) throw new ActionError('Nobody of that id is here.')
  return person
}

/** The person and the channel, when the one can see the other. */
export function placeOf(
  slack: Slack,
  { userId, channelId }: Place,
): { person: SlackPerson; channel: SlackChannel } {
  const person = personOf(slack, userId)
  const channel = slack.world.channels.get(channelId)
  if (!channel || channel.teamId !== person.teamId)
    throw new ActionError('That channel is not in this workspace.')
  if (channel.kind !== 'channel' && !channel.memberIds.includes(userId))
    throw new ActionError(`${person.realName} is not in that conversation.`)
  return { person, channel }
}

/** The direct message between a person and the app, opened when they look. */
export function appDm(slack: Slack, userId: string): SlackChannel | undefined {
  const install = installOf(slack.world, personOf(slack, userId).teamId)
  return install && findDm(slack.world, install.botUserId, userId)
}

/** The fields about the person and the workspace that every interaction carries. */
export function commonFields(slack: Slack, person: SlackPerson): Record<string, unknown> {
  const team = slack.world.teams.get(person.teamId)
  const enterprise = team?.enterpriseId ? slack.world.enterprises.get(team.enterpriseId) : undefined
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: slack.world.app.id,
    token: slack.world.app.verificationToken,
    team: {
      id: team?.id,
      domain: team?.domain,
      ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
    },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: installOf(slack.world, person.teamId)?.orgWide ?? false,
  }
}

/** Why a request did not get through, in the name that Slack shows. */
export function failureName(ack: Ack): string {
  if (ack.outcome === 'timeout') return 'operation_timeout'
  return ack.outcome === 'failed' ? `dispatch_failed (HTTP ${ack.status})` : 'dispatch_failed'
}
