/**
 * A submitted form comes without a response_url, so a modal that was opened from a message carries that message's in
 * its private_metadata, in front of the feature's own. Pure.
 */
import type { View } from '@slack/types'
import { limits } from '../slack/blocks.ts'

const prefix = 'origin='
const separator = '\n'

/** `view`, with the response_url of the message that it was opened from; left out where it does not fit. */
export function withOrigin<V extends View>(view: V, origin: string | undefined): V {
  if (!origin) return view
  const metadata = `${prefix}${origin}${separator}${view.private_metadata ?? ''}`
  return metadata.length > limits.metadata ? view : { ...view, private_metadata: metadata }
}

/** The two parts again: the response_url, if there is one, and what the feature put there. */
export function splitOrigin(metadata: string): { origin: string | undefined; metadata: string } {
  const end = metadata.indexOf(separator)
  if (!metadata.startsWith(prefix) || end < 0) return { origin: undefined, metadata }
  return { origin: metadata.slice(prefix.length, end), metadata: metadata.slice(end + separator.length) }
}
