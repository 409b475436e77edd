/** What a person has switched off stands in one list: features by name, and subjects by id. */

/** Whether an entry of the list is a subject: an id has hyphens, the name of a feature has none. */
export function isSubject(muted: string): boolean {
  return muted.includes('-')
}
