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

declare module '../db/database.ts' {
  interface Database {
    circle_members: CircleMembersTable
  }
}
