import type { GroupState, MemberState } from '../domain/group.ts'

export interface LifelineGroupsTable {
  team_id: string
  id: string
  starter: string
  state: GroupState
  gathered_at: Date
  started_at: Date | null
  ended_at: Date | null
}

export interface LifelineMembersTable {
  team_id: string
  group_id: string
  user_id: string
  state: MemberState
}

export interface LifelineEntriesTable {
  team_id: string
  group_id: string
  month: number
  user_id: string
  aim: string
  step: string
  written_at: Date
}

declare module '../../../db/database.ts' {
  interface Database {
    lifeline_groups: LifelineGroupsTable
    lifeline_members: LifelineMembersTable
    lifeline_entries: LifelineEntriesTable
  }
}
