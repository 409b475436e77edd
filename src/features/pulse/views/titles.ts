/** What a pulse is called in lists. Pure. */

export function pulseTitle(channel: string): string {
  return `*the pulse in* ${channel}`
}
