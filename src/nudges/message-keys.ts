/**
 * The key by which a message is found again in Slack's history is a nudge's id in a block_id. A digest also stands for
 * nudges that have no line of their own in it; their ids are packed into the block_ids of its other blocks.
 */

import { isId } from '../db/id.ts'

const packed = /^k([\w-]{22}){1,11}$/
/** Characters of a UUID's 16 bytes in base64url. */
const packedLength = 22

/** Slack takes block_ids of at most 255 characters: so many packed ids and the prefix. */
export const keysPerBlock = 11

export function packKeys(ids: readonly string[]): string {
  const bytes = ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'))
  return `k${bytes.join('')}`
}

/** The ids of the nudges for which a block of this block_id stands. */
export function keysIn(blockId: string): string[] {
  if (isId(blockId)) return [blockId]
  if (!packed.test(blockId)) return []
  return Array.from({ length: (blockId.length - 1) / packedLength }, (_, index) => {
    const start = 1 + index * packedLength
    const hex = Buffer.from(blockId.slice(start, start + packedLength), 'base64url').toString('hex')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  })
}
