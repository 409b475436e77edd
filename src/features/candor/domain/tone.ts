/**
 * Finds a line that names a person's character rather than a deed, so that the form can offer to say it otherwise. By
 * words alone, on this machine; it looks for the plain cases ("you are lazy", "tu es paresseux") and leaves the rest. Pure.
 */
import { japanese, spaced, type ToneWords } from './tone-words.ts'
import type { Body } from './answer.ts'

const patterns: readonly RegExp[] = [...spaced.map(patternOf), japanesePattern()]

/** The first line of an answer that says who the reader is; undefined = none does. */
export function lineAboutCharacter(body: Body): string | undefined {
  return [body.answer, body.situation, body.effect, body.instead]
    .flatMap((text) => (text ?? '').split(/(?<=[.!?;。！？])|\n/u))
    .map((line) => line.trim())
    .find((line) => patterns.some((pattern) => pattern.test(plainWords(line))))
}

/** In small letters, without accents, with straight apostrophes. Kana keep their marks, which are letters of their own. */
function plainWords(line: string): string {
  return line
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/\s+/g, ' ')
}

function patternOf({ youAre, framed = [], youAreNot, between, traits, virtues }: ToneWords): RegExp {
  const gap = `(?:(?: |, )(?:${between}))*(?: |')`
  const cases = [
    `(?:${youAre})${gap}(?:${traits})`,
    `(?:${youAreNot})${gap}(?:${virtues})`,
    ...framed.map(([subject, verb]) => `${subject}${gap}(?:${traits}) ${verb}`),
  ]
  // "No eres arrogante" denies it, before the verb.
  return new RegExp(`(?<![\\p{L}'-])(?<!(?<!\\p{L})(?:no|nao|non) )(?:${cases.join('|')})(?![\\p{L}-])`, 'u')
}

function japanesePattern(): RegExp {
  const { you, traits } = japanese
  return new RegExp(`(?:${you})(?:は|って|が).{0,6}?(?:${traits})`, 'u')
}
