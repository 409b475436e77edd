const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether `text` can be a row's id: Postgres refuses anything else with an error in place of no row. */
export function isId(text: string): boolean {
  return uuid.test(text)
}
