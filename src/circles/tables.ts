import type { MembershipStatus } from './membership.ts'

export interface CircleMembersTable {
  team_id: string
  asker: string
  ally: string
  id: string
  /** Called `status` in code. */
  standing: MembershipStatus
  why: string
  invited_at: Date
  quiet_until: Date | null
}

/** Blocks: `user_id` wants nothing from `other`. The name is that of the first migration. */
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
