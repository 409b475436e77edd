/** A form's state as Slack sends it: block_id → action_id → element. */
export type FormValues = Record<string, Record<string, FormValue>>
export interface FormValue {
  type: string
  value?: string | null
  selected_user?: string | null
  selected_users?: string[]
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
  selected_option?: { value?: string; text?: { text: string } } | null
  selected_options?: { value?: string }[]
}
