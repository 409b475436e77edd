/** Parses Slack's mrkdwn into a tree; everything else stays text, so no input can become HTML. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string; label: string }
  | { kind: 'broadcast'; name: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'break' }

export type Part = { kind: 'lines' | 'quote'; children: Inline[] } | { kind: 'pre'; text: string }

export function parseMrkdwn(source: string): Part[] {
  return source.split(/```\n?([\s\S]+?)```\n?/).flatMap((piece, index): Part[] => {
    if (index % 2 === 1) return [{ kind: 'pre', text: unescape(stripBrackets(piece.replace(/\n$/, ''))) }]
    return piece === '' ? [] : parseLines(piece)
  })
}

/** Plain text has emoji names and line breaks, no other markup. */
export function parsePlain(source: string): Inline[] {
  return splitText(unescape(source))
}

function parseLines(piece: string): Part[] {
  const parts: { kind: 'lines' | 'quote'; lines: string[] }[] = []
  let quoteToTheEnd = false
  for (const line of piece.replace(/\n$/, '').split('\n')) {
    const marker = quoteToTheEnd ? null : /^(&gt;&gt;&gt;|>>>|&gt;|>) ?/.exec(line)
    if (marker && marker[1]!.length > 4) quoteToTheEnd = true
    if (marker?.[1] === '>>>') quoteToTheEnd = true
    const kind = marker || quoteToTheEnd ? 'quote' : 'lines'
    const rest = marker ? line.slice(marker[0].length) : line
    const last = parts.at(-1)
    if (last?.kind === kind) last.lines.push(rest)
    else parts.push({ kind, lines: [rest] })
  }
  return parts.map(({ kind, lines }) => ({ kind, children: parseInline(lines.join('\n')) }))
}

/** Replaces code and angle brackets by placeholders first, so that emphasis marks inside them are only letters. */
export function parseInline(source: string): Inline[] {
  const placeholders: Inline[] = []
  const addPlaceholder = (node: Inline) => {
    placeholders.push(node)
    return String.fromCharCode(firstPlaceholder + placeholders.length - 1)
  }
  const text = source
    .replaceAll(/[\uE000-\uF8FF]/g, '')
    .replaceAll(/`([^`\n]+)`|<([^<>\n]+)>/g, (whole, code?: string, angle?: string) => {
      if (placeholders.length > lastPlaceholder - firstPlaceholder) return whole
      return addPlaceholder(
        code === undefined ? parseAngle(angle ?? '') : { kind: 'code', text: unescape(stripBrackets(code)) },
      )
    })
  return emphasise(text, placeholders)
}

const firstPlaceholder = 0xe000
const lastPlaceholder = 0xf8ff

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const

function emphasise(text: string, placeholders: Inline[]): Inline[] {
  for (let start = 0; start < text.length; start++) {
    const mark = text[start]!
    if (!isMark(mark) || !opens(text, start)) continue
    const end = closing(text, start, mark)
    if (end < 0) continue
    return [
      ...fillIn(text.slice(0, start), placeholders),
      { kind: marks[mark], children: emphasise(text.slice(start + 1, end), placeholders) },
      ...emphasise(text.slice(end + 1), placeholders),
    ]
  }
  return fillIn(text, placeholders)
}

function isMark(letter: string): letter is keyof typeof marks {
  return letter in marks
}

function opens(text: string, at: number): boolean {
  return !isWord(text[at - 1]) && text[at + 1] !== undefined && !/\s/.test(text[at + 1]!)
}

function closing(text: string, start: number, mark: string): number {
  for (let at = start + 2; at < text.length; at++) {
    if (text[at] === '\n') return -1
    if (text[at] === mark && !/\s/.test(text[at - 1]!) && !isWord(text[at + 1])) return at
  }
  return -1
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter)
}

function fillIn(text: string, placeholders: Inline[]): Inline[] {
  return text.split(/([\uE000-\uF8FF])/).flatMap((piece) => {
    const code = piece.charCodeAt(0)
    if (piece.length === 1 && code >= firstPlaceholder && code <= lastPlaceholder)
      return placeholders[code - firstPlaceholder] ?? []
    return splitText(unescape(piece))
  })
}

function parseAngle(inside: string): Inline {
  const [target = '', ...rest] = inside.split('|')
  const label = rest.join('|')
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) }
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label }
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = ''] = target.split('^')
    return { kind: 'date', seconds: Number(seconds), format: unescape(format), fallback: unescape(label) }
  }
  if (target.startsWith('!')) return { kind: 'broadcast', name: label || target.slice(1).split('^')[0]! }
  if (/^(https?:|mailto:)/.test(target)) {
    const url = unescape(target)
    return { kind: 'link', url, label: unescape(label) || url.replace(/^mailto:/, '') }
  }
  return { kind: 'text', text: `<${unescape(inside)}>` }
}

function splitText(text: string): Inline[] {
  return text
    .split(/(\n|:[a-z0-9_+'-]+:)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '\n') return { kind: 'break' }
      if (/^:[a-z0-9_+'-]+:$/.test(piece)) return { kind: 'emoji', name: piece.slice(1, -1) }
      return { kind: 'text', text: piece }
    })
}

function stripBrackets(code: string): string {
  return code.replaceAll(
    /<(https?:[^<>|]+)(?:\|([^<>]+))?>/g,
    (_, url: string, label?: string) => label ?? url,
  )
}

/** The three characters that Slack escapes. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
