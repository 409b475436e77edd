/**
 * Who gets a message: a person in their DM, or a channel. A channel has an inbox of its own under its id, so that claims,
 * fences, the rate limit and unknown outcomes are those of every other message. It keeps no hours and has no budget.
 */
import type { Db } from '../../db/database.ts'
import type { People, Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { isChannelId } from '../../slack/channels.ts'

export async function findRecipients(db: Db, teamId: string, ids: readonly string[]): Promise<People> {
  const channels = ids.filter(isChannelId)
  const people = await findPeople(db, teamId, ids)
  for (const id of channels) people.set(id, channelRecipient(teamId, id))
  return people
}

/** As the send policy sees a channel: awake at all times, with nothing switched off. */
function channelRecipient(teamId: string, id: string): Person {
  return {
    teamId,
    userId: id,
    displayName: id,
    name: id,
    locale: 'en-US',
    isBot: false,
    isGuest: false,
    isExternal: false,
    isDeactivated: false,
    isUnreachable: false,
    hours: { zone: 'UTC', dayStart: '00:00', dayEnd: '23:59', workdays: [1, 2, 3, 4, 5, 6, 7], daysOff: [] },
    awayUntil: undefined,
    dailyBudget: Number.MAX_SAFE_INTEGER,
    isWorkspaceGreeted: true,
    muted: [],
  }
}

/** The conversation of an inbox that was never written to, where it is known without asking Slack. */
export function knownConversation(id: string): string | undefined {
  return isChannelId(id) ? id : undefined
}

/** What stands in a channel has no off switch: whoever pressed it would switch it off for everybody. */
export function hasOffSwitch(id: string): boolean {
  return !isChannelId(id)
}
