import { wallFields } from '../../../src/time/zone-offsets.ts'
import type { Slack } from '../slack.ts'
import { covers, type SlackPerson } from '../world.ts'
import { type Method, optional, refuse, required, truthy } from './method.ts'

export const peopleMethods: Record<string, Method> = {
  'users.info': {
    scopes: ['users:read'],
    run(slack, args, { teamId }) {
      const person = slack.world.people.get(required(args, 'user'))
      if (!person || !isVisible(slack, person, teamId)) return refuse('user_not_found')
      return { user: wirePerson(slack, person, truthy(args.include_locale)) }
    },
  },
  'users.list': {
    scopes: ['users:read'],
    needsTeam: true,
    run(slack, args, { teamId }) {
      const all = [...slack.world.people.values()].filter((person) => isVisible(slack, person, teamId))
      const from = Number(
        Buffer.from(optional(args, 'cursor'), 'base64').toString().replace('user:', '') || 0,
      )
      const limit = Math.min(Number(args.limit) || 1000, 1000)
      const next = from + limit < all.length ? Buffer.from(`user:${from + limit}`).toString('base64') : ''
      const members = all.slice(from, from + limit)
      return {
        members: members.map((person) => wirePerson(slack, person, truthy(args.include_locale))),
        cache_ts: Math.floor(slack.now().getTime() / 1000),
        response_metadata: { next_cursor: next },
      }
    },
  },
  'bots.info': {
    scopes: ['users:read'],
    needsTeam: true,
    run(slack, args, { teamId }) {
      const bot = [...slack.world.people.values()].find((person) => person.botId && person.botId === args.bot)
      if (!bot || !covers(slack.world, teamId, bot.teamId)) return refuse('bot_not_found')
      const { app } = slack.world
      return {
        bot: {
          id: bot.botId,
          deleted: bot.deleted,
          name: bot.name,
          app_id: app.id,
          user_id: bot.id,
          icons: {},
        },
      }
    },
  },
}

function isVisible(slack: Slack, person: SlackPerson, teamId: string): boolean {
  if (covers(slack.world, teamId, person.teamId) || person.isStranger) return true
  if (person.connectedTo?.some((id) => covers(slack.world, teamId, id))) return true
  const enterpriseId = slack.world.teams.get(teamId)?.enterpriseId
  return enterpriseId !== undefined && slack.world.teams.get(person.teamId)?.enterpriseId === enterpriseId
}

/** A person as users.info and user_change carry them. */
export function wirePerson(slack: Slack, person: SlackPerson, withLocale: boolean): Record<string, unknown> {
  const enterpriseId = slack.world.teams.get(person.teamId)?.enterpriseId
  const profile = {
    real_name: person.realName,
    display_name: person.displayName ?? person.name,
    real_name_normalized: person.realName,
  }
  const base = {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    profile: { ...profile, team: person.teamId, ...(person.botId ? { bot_id: person.botId } : {}) },
    is_bot: person.isBot,
    is_app_user: false,
    updated: Math.floor(slack.now().getTime() / 1000),
    ...(person.isStranger ? { is_stranger: true } : {}),
    ...(enterpriseId
      ? { enterprise_user: { id: person.id, enterprise_id: enterpriseId, teams: [person.teamId] } }
      : {}),
  }
  if (person.deleted) return base
  return {
    ...base,
    real_name: person.realName,
    color: person.color.replace('#', ''),
    ...(person.tz
      ? { tz: person.tz, tz_label: person.tz, tz_offset: offsetSeconds(person.tz, slack.now()) }
      : {}),
    is_admin: person.isOwner,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.isRestricted,
    is_ultra_restricted: person.isUltraRestricted,
    ...(withLocale ? { locale: person.locale } : {}),
  }
}

function offsetSeconds(zone: string, at: Date): number {
  return Math.round((wallFields(at, zone).getTime() - at.getTime()) / 60_000) * 60
}
