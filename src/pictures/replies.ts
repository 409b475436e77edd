/** What is said about pictures, whichever feature draws them. Pure. */

export const pictureLabel = 'As a picture'
export const pictureSent = 'The picture is in your messages with me. Only you can open it.'
export const pictureNotSent = 'I can’t send pictures here. The bars say the same.'

/** Characters that Slack takes beside a picture for those who can't see it. */
const mostAltText = 1000

/** As many of the sentences as Slack takes. */
export function altTextOf(sentences: readonly string[]): string {
  let whole = ''
  for (const sentence of sentences) {
    const longer = whole ? `${whole} ${sentence}` : sentence
    if (longer.length > mostAltText) break
    whole = longer
  }
  return whole
}
