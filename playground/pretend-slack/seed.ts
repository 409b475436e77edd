import { install } from './installs.ts'
import type { Slack } from './slack.ts'
import { newId, type SlackPerson } from './world.ts'

export interface PersonSeed extends Partial<Omit<SlackPerson, 'id' | 'teamId' | 'name'>> {
  /** The handle, without the @. */
  name: string
}

export interface TeamSeed {
  name: string
  people: PersonSeed[]
  /** The enterprise organisation the workspace belongs to. */
  enterprise?: string
  /** Channels by name with the handles of their members; #general holds everyone anyway. */
  channels?: Record<string, string[]>
  /** Whether the app is installed from the start; true when not given. */
  installed?: boolean | 'orgWide'
  /** Optional scopes that the workspace grants. */
  granted?: string[]
}

/** The people of every test and the first ones of the playground. */
export const cast: PersonSeed[] = [
  { name: 'alice', realName: 'Alice Moreau', color: '#7a4fb5', isOwner: true },
  { name: 'bob', realName: 'Bob Tanaka', color: '#c2571a' },
  { name: 'carol', realName: 'Carol Ibarra', color: '#1f7a8c' },
  { name: 'mallory', realName: 'Mallory Quinn', color: '#a33b5c' },
]

/** Colleagues who can be called into the playground: one of them a guest, one in another zone. */
export const colleagues: PersonSeed[] = [
  { name: 'dan', realName: 'Dan Okafor', color: '#3f6fb5' },
  { name: 'eve', realName: 'Eve Larsen', color: '#8a5a2b' },
  { name: 'frank', realName: 'Frank Weber', color: '#4b7d3c' },
  { name: 'grace', realName: 'Grace Kim', color: '#b04a8f' },
  { name: 'noor', realName: 'Noor Haddad', color: '#6a5acd', tz: 'America/New_York', locale: 'en-US' },
  { name: 'gil', realName: 'Gil Santos', color: '#7d6b3f', isRestricted: true },
]

/** Adds workspaces, people and channels to the world. */
export function seed(slack: Slack, teams: TeamSeed[] = [{ name: 'Acme', people: cast }]): void {
  for (const team of teams) seedTeam(slack, team)
}

function seedTeam(slack: Slack, plan: TeamSeed): void {
  const { world } = slack
  const enterpriseId = plan.enterprise ? findEnterprise(slack, plan.enterprise) : undefined
  const teamId = newId('T')
  world.teams.set(teamId, { id: teamId, name: plan.name, domain: plan.name.toLowerCase(), enterpriseId })
  const ids = plan.people.map((person) => addPerson(slack, teamId, person).id)
  addChannel(slack, teamId, 'general', ids)
  for (const [name, handles] of Object.entries(plan.channels ?? {}))
    addChannel(
      slack,
      teamId,
      name,
      ids.filter((id) => handles.includes(world.people.get(id)!.name)),
    )
  if (plan.installed === false) return
  const made = install(slack, teamId, ids[0]!, { orgWide: plan.installed === 'orgWide' })
  made.scopes = [...made.scopes, ...(plan.granted ?? [])]
}

function findEnterprise({ world }: Slack, name: string): string {
  const known = [...world.enterprises.values()].find((enterprise) => enterprise.name === name)
  if (known) return known.id
  const id = newId('E')
  world.enterprises.set(id, { id, name })
  return id
}

export function addPerson({ world }: Slack, teamId: string, person: PersonSeed): SlackPerson {
  const made: SlackPerson = {
    realName: person.name,
    tz: 'Europe/Paris',
    locale: 'en-US',
    isBot: false,
    deleted: false,
    isOwner: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    color: '#5c6b73',
    ...person,
    // Members of an organisation have ids of either letter; ours have the other one.
    id: newId(world.teams.get(teamId)?.enterpriseId ? 'W' : 'U'),
    teamId,
  }
  world.people.set(made.id, made)
  return made
}

/** A name that starts with a lock, "🔒board", makes a private channel. */
function addChannel({ world }: Slack, teamId: string, name: string, memberIds: string[]): void {
  const isPrivate = name.startsWith('🔒')
  const id = newId('C')
  world.channels.set(id, {
    id,
    teamId,
    kind: isPrivate ? 'private' : 'channel',
    name: name.replace('🔒', ''),
    memberIds,
    archived: false,
  })
}
