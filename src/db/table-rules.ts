/**
 * What each table holds of people and how long, stated beside the table. Export, erasure, retention and the check of
 * the key derive from these rules, and a test compares them with information_schema.
 */

export interface TableRule {
  /** Columns with the Slack id of a person: whether the row goes or stays without them when they are forgotten. */
  people: Readonly<Record<string, 'delete' | 'replace'>>
  /** Columns with words that people wrote, or secrets, by their type: they are encrypted. */
  text: Readonly<Record<string, 'text' | 'text[]' | 'jsonb'>>
  /** The columns that tell a row within its workspace, for the AAD of what is encrypted in it; `id` when left out. */
  rowId?: readonly string[]
  /** Every other column but team_id. */
  rest: readonly string[]
  ends: RowEnd
  /** Tables without a foreign key whose rows go with a row of this one: their column that holds its id. */
  children?: Readonly<Record<string, string>>
  /** The section of an export in which a person finds their part of it, or why there is none. */
  export: `in ${string}` | `no: ${string}`
}

/** When a row is erased by itself. Columns hold instants; `where` is SQL of our own. */
export type RowEnd =
  /** The retention setting, in months, after `at`; `insertedAt` is about the order in which rows stand on disk. */
  | { after: 'retention'; at: string; insertedAt?: string; where?: string }
  | { after: 'days'; days: number; at: string }
  | { after: 'row of'; table: string }
  | { after: 'uninstall' }

export type TableRules = Readonly<Record<string, TableRule>>

/** Stands where the id of a person stood who was forgotten; no Slack id looks like it. */
export const forgotten = 'forgotten'
