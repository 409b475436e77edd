/** What one person makes one other hear: so many notices an hour, then one message an hour. Pure. */

/** Notices an hour from one person to one other. */
export const noticesAnHour = 5
const hourMs = 3_600_000

/** What one person has heard of one other within the hour. */
export interface Heard {
  notices: number
  last: Date
}

/**
 * From when on the next notice may be told; undefined = at once. Whatever has gathered by then goes as one message, so that
 * no hour has more than `noticesAnHour` messages of one person to one other.
 */
export function nextNoticeAt(heard: Heard | undefined): Date | undefined {
  return heard && heard.notices >= noticesAnHour ? new Date(heard.last.getTime() + hourMs) : undefined
}
