/**
 * What a person has switched off stands in one list: the reminders of a feature by its name ("promises"), all messages of
 * a kind by its name ("promises.due"), and the reminders about a subject by its id.
 */

/** An id has hyphens, the name of a feature or kind has none. */
export function isSubject(muted: string): boolean {
  return muted.includes('-')
}

export function isKind(muted: string): boolean {
  return !isSubject(muted) && muted.includes('.')
}

export function isFeature(muted: string): boolean {
  return !isSubject(muted) && !isKind(muted)
}

/** Subjects and kinds that one person can have switched off; the oldest gives way. */
const maxMuted = 200

export function withMute(muted: readonly string[], added: string): string[] {
  const others = muted.filter((one) => one !== added)
  return [
    ...others.filter(isFeature),
    ...others.filter((one) => !isFeature(one)).slice(-(maxMuted - 1)),
    added,
  ]
}
