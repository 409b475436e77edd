import { joinClocks } from './clock-words.ts'
import { dutch } from './dutch.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { japaneseTokens } from './japanese.ts'
import type { Language } from './language.ts'
import { lexiconOf } from './lexicon.ts'
import { portuguese } from './portuguese.ts'
import { replaceWords } from './replace-words.ts'
import { spanish } from './spanish.ts'
import type { Token } from '../token.ts'

/** What the grammar has to know of a sentence that was put into English. */
export interface Manner {
  isVerbLast: boolean
  isNextComing: boolean
  isForeign: boolean
}

interface Translation {
  tokens: Token[]
  manner: Manner
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
  nl: dutch,
}

/**
 * The tokens as the English grammar would have them, each still standing where its own word stands;
 * nothing where the locale is English or unknown, or no word of its language is there.
 */
export function translate(
  text: string,
  tokens: readonly Token[],
  locale: string | undefined,
): Translation | undefined {
  const code = (locale ?? 'en').slice(0, 2).toLowerCase()
  if (code === 'ja') {
    const japanese = japaneseTokens(text, tokens)
    return (
      japanese && {
        tokens: japanese,
        manner: { isVerbLast: true, isNextComing: true, isForeign: true },
      }
    )
  }
  const language = Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code] : undefined
  if (!language) return undefined
  const lexicon = lexiconOf(language)
  const said = tokens.map((token) => ({
    token,
    said: text.slice(token.start, token.end).toLowerCase().replaceAll('’', "'"),
  }))
  const joined = joinClocks(said, language, lexicon)
  const ours = replaceWords(joined, lexicon, joined.length < said.length)
  const { isVerbLast, isNextComing = false } = language
  return ours && { tokens: ours, manner: { isVerbLast, isNextComing, isForeign: true } }
}
