/**
 * The statements of a pulse, in the order of Edmondson's seven-item scale (1999), each with its direction. A version is
 * never changed once it was used: a pulse keeps the number of the one it was asked with. Pure.
 */

/** Languages in which the statements stand. */
const languages = ['en'] as const
type Language = (typeof languages)[number]

interface Item {
  /** To agree with it speaks against safety: a 2 counts as a 6. */
  isReversed: boolean
  text: Readonly<Record<Language, string>>
}

/** By version, from 1 on. */
export const wordings: readonly (readonly Item[])[] = [
  [
    {
      isReversed: true,
      text: { en: 'A mistake made here tends to be remembered against whoever made it.' },
    },
    {
      isReversed: false,
      text: { en: 'Here one can bring up what is wrong, even where it is uncomfortable.' },
    },
    { isReversed: true, text: { en: 'Here it happens that somebody is kept out for being different.' } },
    { isReversed: false, text: { en: 'It is safe here to try something that may not work.' } },
    { isReversed: true, text: { en: 'Asking one another for help is hard here.' } },
    { isReversed: false, text: { en: 'Nobody here would set out to spoil what I do.' } },
    { isReversed: false, text: { en: 'What I in particular can do is seen here, and used.' } },
  ],
]

export const newestWording = wordings.length
export const itemCount = 7

export function itemsOf(version: number): readonly Item[] {
  const items = wordings[version - 1]
  if (!items) throw new Error(`No wording of the pulse has the version ${version}`)
  return items
}

/** The statements in a person's language, or in English. */
export function statementsOf(version: number, locale = 'en'): string[] {
  const language = languages.find((one) => locale.toLowerCase().startsWith(one)) ?? 'en'
  return itemsOf(version).map(({ text }) => text[language])
}
