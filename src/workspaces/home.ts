/**
 * Which installation serves a request, and who belongs to its workspace. An installation for a whole organisation is one
 * workspace here, under the organisation's id: its members write to one another whichever of its workspaces they sit in.
 */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export interface Home {
  teamId: string
  /** The organisation that the workspace belongs to. */
  enterpriseId?: string | undefined
}

export async function findHome(db: Db | Tx, teamId: string): Promise<Home> {
  const { rows } = await sql<{ enterprise: string | null }>`
    select enterprise_id as enterprise from workspaces where team_id = ${teamId}`.execute(db)
  return { teamId, enterpriseId: rows[0]?.enterprise ?? undefined }
}

/** What an installation says of the one who gave it, as `oauth.v2.access` does. */
interface Installed {
  team?: { id: string } | undefined
  enterprise?: { id: string } | undefined
  isEnterpriseInstall?: boolean | undefined
}

/**
 * The id under which an installation stands. For a whole organisation Slack's answer has `is_enterprise_install` and a
 * `team` of null (docs.slack.dev, "oauth.v2.access"); some carried the workspace of the one who installed it all the same.
 */
export function installationId({ team, enterprise, isEnterpriseInstall }: Installed): string | undefined {
  return isEnterpriseInstall ? enterprise?.id : team?.id
}

/** What a request says of where it comes from. */
interface Origin {
  teamId?: string | undefined
  enterpriseId?: string | undefined
  isEnterpriseInstall: boolean
}

/**
 * The ids under which the installation that a request belongs to may stand, the likeliest first: every payload says by
 * `is_enterprise_install` which of the two it is, but those of an uninstall, from which the authorization may be gone.
 */
export function installationIds({ teamId, enterpriseId, isEnterpriseInstall }: Origin): string[] {
  const ids = isEnterpriseInstall ? [enterpriseId, teamId] : [teamId, enterpriseId]
  return [...new Set(ids.filter((id): id is string => Boolean(id)))]
}

/** The parts of Slack's user object that say where somebody belongs. */
export interface Affiliation {
  team_id?: string | undefined
  is_stranger?: boolean | undefined
  enterprise_user?: { enterprise_id?: string | undefined; teams?: readonly string[] | undefined } | undefined
}

/**
 * Whether somebody is from outside, over Slack Connect. Whoever sits in another workspace of the same organisation is a
 * colleague: `enterprise_user` names the organisation and its workspaces (docs.slack.dev, "User object").
 */
export function isOutsider({ teamId, enterpriseId }: Home, user: Affiliation): boolean {
  if (user.is_stranger === true) return true
  const { team_id: team, enterprise_user: member } = user
  if (team === undefined || team === teamId) return false
  if (member?.teams?.includes(teamId)) return false
  const organisation = member?.enterprise_id
  return organisation === undefined || (organisation !== enterpriseId && organisation !== teamId)
}
