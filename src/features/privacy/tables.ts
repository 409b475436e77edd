export interface ErasuresTable {
  team_id: string
  digest: string
  /** Null once the erasure is done. */
  user_id: string | null
  asked_at: Date
  done_at: Date | null
}

export interface ExportLinksTable {
  team_id: string
  id: string
  user_id: string
  made_at: Date
}

declare module '../../db/database.ts' {
  interface Database {
    erasures: ErasuresTable
    export_links: ExportLinksTable
  }
}
