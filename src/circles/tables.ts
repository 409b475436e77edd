import type { MembershipStatus } from './membership.ts'

export interface CircleMembersTable {
  team_id: string
  asker: string
  ally: string
  id: string
  standing: MembershipStatus
  why: string
  invited_at: Date
  quiet_until: Date | null
}

export interface RefusalsTable {
  team_id: string
  user_id: string
  other: string
}

declare module '../db/database.ts' {
  interface Database {
    circle_members: CircleMembersTable
    refusals: RefusalsTable
  }
}
