import { revoke } from '../installs.ts'
import type { Method } from './method.ts'
import { refuse } from './method.ts'

export const authMethods: Record<string, Method> = {
  'auth.test': {
    scopes: [],
    run(slack, _args, { install, teamId }) {
      const team = slack.world.teams.get(teamId)
      const organisation = slack.world.enterprises.get(teamId)
      return {
        url: `https://${team?.domain ?? organisation?.name.toLowerCase()}.slack.com/`,
        team: team?.name ?? organisation?.name,
        user: slack.world.people.get(install.botUserId)?.name,
        team_id: teamId,
        user_id: install.botUserId,
        bot_id: install.botId,
        is_enterprise_install: install.orgWide,
        ...(install.enterpriseId ? { enterprise_id: install.enterpriseId } : {}),
      }
    },
  },
  'auth.revoke': {
    scopes: [],
    run(slack, args, { install }) {
      if (args.test === true || args.test === 'true' || args.test === '1') return { revoked: false }
      revoke(slack, install)
      return { revoked: true }
    },
  },
  'apps.uninstall': {
    scopes: [],
    run(slack, args, { install }) {
      const { app } = slack.world
      if (args.client_id !== app.clientId) refuse('invalid_client_id')
      if (args.client_secret !== app.clientSecret) refuse('bad_client_secret')
      revoke(slack, install)
      return {}
    },
  },
  'team.info': {
    scopes: ['team:read'],
    run(slack, args, { teamId }) {
      const team = slack.world.teams.get(typeof args.team === 'string' ? args.team : teamId)
      if (!team) return refuse('team_not_found')
      return {
        team: {
          id: team.id,
          name: team.name,
          domain: team.domain,
          enterprise_id: team.enterpriseId,
          icon: {},
        },
      }
    },
  },
}
