/** Slack's profile of a person, reduced to what is stored. */
import type { WebClient } from '@slack/web-api'
import { isOutsider, type Home, type Affiliation } from '../workspaces/home.ts'
import type { Profile } from './store.ts'
import { plainName } from './plain-name.ts'

/** Slack's refusals that say that there is nobody to know about; any other failure says nothing about the person. */
const nobody = new Set(['user_not_found', 'user_not_visible', 'users_not_found'])

/** Slack did not say who somebody is: a time-out, a 429 or a 500 are not "nobody by this name". */
export class ProfileUnavailable extends Error {
  override readonly name = 'ProfileUnavailable'
}

/** The profile, or undefined where Slack knows nobody by this id. Throws ProfileUnavailable where it does not answer. */
export async function fetchProfile(
  client: WebClient,
  home: Home,
  userId: string,
): Promise<Profile | undefined> {
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true })
    return user ? toProfile(home, user) : undefined
  } catch (error) {
    const refusal = (error as { data?: { error?: string } }).data?.error
    if (refusal && nobody.has(refusal)) return undefined
    throw new ProfileUnavailable('Slack did not answer users.info', { cause: error })
  }
}

export async function fetchProfileIfAvailable(
  client: WebClient,
  home: Home,
  userId: string,
): Promise<Profile | undefined> {
  return fetchProfile(client, home, userId).catch(() => undefined)
}

/** The parts of Slack's user object that are used. */
interface SlackUser extends Affiliation {
  id?: string
  name?: string
  real_name?: string
  profile?: { display_name?: string; real_name?: string }
  tz?: string
  locale?: string
  deleted?: boolean
  is_bot?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
}

export function toProfile(home: Home, user: SlackUser): Profile | undefined {
  if (!user.id) return undefined
  const { profile } = user
  const names = [profile?.display_name, profile?.real_name, user.real_name, user.name].map(plainName)
  return {
    userId: user.id,
    name: plainName(user.name) || user.id,
    displayName: names.find(Boolean) ?? user.id,
    zone: isZone(user.tz) ? user.tz : undefined,
    locale:
      typeof user.locale === 'string' && /^[A-Za-z-]{2,20}$/.test(user.locale) ? user.locale : undefined,
    // Slackbot's own profile does not have is_bot set.
    isBot: user.is_bot === true || user.id === 'USLACKBOT',
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isExternal: isOutsider(home, user),
    isDeactivated: user.deleted === true,
  }
}

function isZone(zone: unknown): zone is string {
  try {
    return typeof zone === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
