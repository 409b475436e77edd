/** A request from Slack to the app. */
export interface Delivery {
  /** For the journal: "command /promise". */
  title: string
  kind: 'slash_commands' | 'interactive' | 'events_api'
  payload: Record<string, unknown>
  retry?: { attempt: number; reason: string }
}

/** What became of a delivery. */
export type Ack =
  | { outcome: 'ok'; body: unknown }
  | { outcome: 'timeout' }
  | { outcome: 'failed'; status: number; noRetry: boolean }
  | { outcome: 'unreachable' }
