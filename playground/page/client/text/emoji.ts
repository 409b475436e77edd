/** Set when the page is bundled; see assets.ts. */
declare const EMOJI_BY_NAME: Record<string, string>

/** The character of an emoji name, without its skin tone; undefined for a name that is unknown. */
export function emojiOf(name: string): string | undefined {
  const plain = name.replace(/::skin-tone-\d$/, '')
  return Object.hasOwn(EMOJI_BY_NAME, plain) ? EMOJI_BY_NAME[plain] : undefined
}
