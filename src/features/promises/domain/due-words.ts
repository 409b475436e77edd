/** Where the due words stood among the words of a promise, for whoever meant them as part of it. Pure. */

/** How many words of a promise stand before each part of its due words. */
export type DuePlaces = readonly number[]

/** `before`: what stands before each part of the due words. */
export function placesOf(before: readonly string[]): DuePlaces {
  return before.map((text) => text.match(/\S+/g)?.length ?? 0)
}

/** What a menu's option has room for, beside the promise's id: 75 characters in all. */
const mostLetters = 30

export function writePlaces(places: DuePlaces): string {
  const written = places.join(',')
  return written.length <= mostLetters ? written : ''
}

/** The promise's own words with the parts of its due words back where they stood; without a place a part comes last. */
export function rejoinDueWords(what: string, dueWords: string, places: string): string {
  const at = places.split(',').map((place) => (/^\d{1,4}$/.test(place) ? Number(place) : Infinity))
  const starts = Array.from(what.matchAll(/\S+/g), ({ index }) => index)
  // From the last one on, so that the places of those before it stay true.
  return dueWords.split(' … ').reduceRight((text, part, index) => {
    const start = starts[at[index] ?? Infinity]
    return start === undefined ? `${text} ${part}` : `${text.slice(0, start)}${part} ${text.slice(start)}`
  }, what)
}
