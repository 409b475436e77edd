import { after, isText, type Reader, skip } from '../moment.ts'

const TAILS = [
  'at the latest',
  'at the very latest',
  'at latest',
  'latest',
  'sharp',
  'on the dot',
  'or earlier',
  'or sooner',
  'or before',
  'tops',
  'the latest',
  'max',
  'maximum',
  'at most',
]

export function readTail(reader: Reader, index: number): number {
  const isAside = isText(reader, index, '(', '[')
  const at = isAside ? index + 1 : skip(reader, index, ',')
  for (const words of TAILS) {
    const end = after(reader, at, words)
    if (end === undefined) continue
    if (!isAside) return end
    if (isText(reader, end, ')', ']')) return end + 1
  }
  return index
}
