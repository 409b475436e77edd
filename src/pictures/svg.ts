/** The parts that pictures are made of, as SVG. Pure. */

/** Units: a message shows a picture at most about so many points wide, and on a phone 300, so that a 12 is readable. */
export const pictureWidth = 360
export const pictureMargin = 16

/**
 * How bars are told apart: by their pattern, and beside it by colours of unequal lightness. No red: what was not kept is
 * as calm as the rest.
 */
const fills = {
  solid: '#1d6570',
  striped: '#5aa3a9',
  dotted: '#d9a441',
  hatched: '#8b93a3',
  outlined: '#ffffff',
} as const
export type Fill = keyof typeof fills

const ink = { strong: '#1d2129', soft: '#5c6370', line: '#d5d8de', background: '#ffffff' } as const

const patterns = [
  pattern('striped', 6, '<path d="M-1 1 1 -1M0 6 6 0M5 7 7 5" stroke="#1d6570" stroke-width="2"/>'),
  pattern('dotted', 6, '<circle cx="3" cy="3" r="1.4" fill="#5d4207"/>'),
  pattern('hatched', 6, '<path d="M0 0 6 6M6 0 0 6" stroke="#40485a" stroke-width="1"/>'),
].join('')

function pattern(fill: Fill, size: number, marks: string): string {
  return (
    `<pattern id="${fill}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">` +
    `<rect width="${size}" height="${size}" fill="${fills[fill]}"/>${marks}</pattern>`
  )
}

/** A white card with a border: it is as legible in a dark window as in a light one. */
export function svgCard(height: number, parts: readonly string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureWidth} ${height}" ` +
    `width="${pictureWidth}" height="${height}"><defs>${patterns}</defs>` +
    `<rect width="${pictureWidth}" height="${height}" fill="${ink.background}"/>` +
    `<rect x="0.5" y="0.5" width="${pictureWidth - 1}" height="${height - 1}" rx="8" fill="none" stroke="${ink.line}"/>` +
    `${parts.join('')}</svg>`
  )
}

export interface TextStyle {
  size?: number
  isBold?: boolean
  isSoft?: boolean
  /** On a dark bar. */
  isLight?: boolean
  anchor?: 'start' | 'middle' | 'end'
}

export function label(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { size = 12, isBold = false, isSoft = false, isLight = false, anchor = 'start' } = style
  const dark = isSoft ? ink.soft : ink.strong
  return (
    `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" ` +
    `fill="${isLight ? '#ffffff' : dark}"${isBold ? ' font-weight="700"' : ''}>${escapeXml(words)}</text>`
  )
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export function bar({ x, y, width, height }: Box, fill: Fill): string {
  const hasPattern = fill !== 'solid' && fill !== 'outlined'
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ` +
    `fill="${hasPattern ? `url(#${fill})` : fills[fill]}" stroke="#40485a" stroke-width="0.75"/>`
  )
}

/** Steps of a scale from the least (0) to the most (1), told apart by lightness and by what is written in them. */
export function toneBar({ x, y, width, height }: Box, tone: number): string {
  const mixed = lightest.map((from, index) => Math.round(from + (darkest[index]! - from) * tone))
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ` +
    `fill="rgb(${mixed.join(',')})" stroke="#40485a" stroke-width="0.75"/>`
  )
}

const lightest = [245, 246, 248] as const
const darkest = [24, 84, 94] as const

export function line(from: readonly [number, number], to: readonly [number, number]): string {
  const [[x1, y1], [x2, y2]] = [from, to]
  return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${ink.line}" stroke-width="1"/>`
}

/** Lines of at most `most` characters, broken between words. */
export function wrapped(words: string, most: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Scripts of the font in which pictures are written. */
const drawn =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{Nd}\p{Pd}\p{Po} ]/gu

/** A name without what the font can't write, of at most `most` characters; `otherwise` where nothing is left. */
export function drawableName(name: string, most: number, otherwise: string): string {
  const left = name.normalize('NFC').replaceAll(drawn, '').replace(/\s+/g, ' ').trim()
  if (!/\p{L}/u.test(left)) return otherwise
  return left.length > most ? `${left.slice(0, most - 1).trimEnd()}…` : left
}

function escapeXml(words: string): string {
  // Control characters are no XML 1.0, not even escaped.
  const clean = words.replaceAll(/[\p{Cc}\p{Cs}￾￿]/gu, '')
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
