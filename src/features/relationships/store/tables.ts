import type { GoalMemberState } from '../domain/goal.ts'
import type { NoteKind } from '../domain/note.ts'
import type { SharingState } from '../domain/sharing.ts'

export interface RelationshipLabelsTable {
  team_id: string
  id: string
  user_id: string
  other: string
  label: string
  labelled_at: Date
  mentioned_at: Date | null
}

export interface RelationshipNotesTable {
  team_id: string
  id: string
  writer: string
  reader: string
  kind: NoteKind
  words: string
  written_at: Date
}

export interface SharingsTable {
  team_id: string
  id: string
  one: string
  other: string
  invited_by: string
  state: SharingState
  invited_at: Date
  agreed_at: Date | null
  quiet_until: Date | null
}

export interface StatedValuesTable {
  team_id: string
  user_id: string
  stated: string
  changed_at: Date
}

export interface SharedGoalsTable {
  team_id: string
  id: string
  made_by: string
  name: string
  why: string
  made_at: Date
  closed_at: Date | null
}

export interface GoalMembersTable {
  team_id: string
  goal_id: string
  user_id: string
  state: GoalMemberState
  asked_at: Date
}

export interface GoalPromisesTable {
  team_id: string
  promise_id: string
  goal_id: string
}

declare module '../../../db/database.ts' {
  interface Database {
    relationship_labels: RelationshipLabelsTable
    relationship_notes: RelationshipNotesTable
    sharings: SharingsTable
    stated_values: StatedValuesTable
    shared_goals: SharedGoalsTable
    goal_members: GoalMembersTable
    goal_promises: GoalPromisesTable
  }
}
