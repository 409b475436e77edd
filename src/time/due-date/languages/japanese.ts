import type { Token } from '../token.ts'
import { readRule } from './japanese-rules.ts'

const BY = /(?:いっぱい)?までには?|迄に?|中に|いっぱいに?|のうちに/uy
const JOINT = /[\sのはにで、]+/uy
const OR = /(?:か|または|もしくは|と|、)?\s*(?:いや|いえ|やっぱり|やはり|ではなく|じゃなくて|訂正)?[、\s]*/uy
const TELLS_OF =
  /に?(?:起き|あった|壊れ|話し|決め|聞い|届い|送っ|作っ|書い)|以外|以降|を除|から|ごと|おき|前|後|より|でない|ではな/uy

/** Runs of due words after which nothing more is read: that many are refused as too many times. */
const MOST_RUNS = 30

/** Finds the due words that Japanese writes without spaces; they come before what they govern. */
export function japaneseTokens(text: string, tokens: readonly Token[]): Token[] | undefined {
  // "15時までに" looks fenced to English eyes; quotes, links and names are.
  const fences = new Map(
    tokens
      .filter(
        ({ kind, start }) =>
          kind === 'opaque' && /^(?:["'`<@#:“「]|https?:|www)/u.test(text.slice(start, start + 8)),
      )
      .map((token) => [token.start, token]),
  )
  const plain = straighten(text)
  const out: Token[] = []
  let runs = 0
  for (let at = 0; at < text.length;) {
    const fence = fences.get(at)
    const run = fence ? undefined : readRun(plain, at)
    if (fence) out.push(fence)
    if (run && run.tokens.length > 0) {
      pushOr(out, plain)
      out.push(...run.tokens)
      runs += 1
    }
    // What is no due phrase as a whole holds none: reading on inside it took the square of its length.
    if (run && run.tokens.length === 0) pushOther(out, at, run.end)
    if (!fence && !run) pushOther(out, at, at + 1)
    at = fence?.end ?? run?.end ?? at + 1
    if (runs > MOST_RUNS) return out
  }
  return runs > 0 ? out : undefined
}

function straighten(text: string): string {
  return text
    .replace(/[\uff10-\uff19]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48))
    .replaceAll('：', ':')
}

/** Words that change which day the one after them is: "先週の金曜" is past, "最終金曜" some other. */
const CHANGES_DAY =
  /(?:毎月の?|最終|第[一二三四五\d]|先週の?|先月の?|去年の?|昨年の?|前の|翌|毎年の?|毎|各)$/u

interface Run {
  /** None where the words belong to something else. */
  tokens: Token[]
  end: number
}

/** Due words in one run; a due time has some six. */
const MOST_WORDS = 24

/** A run of due words with what follows them: "金曜日の15時までに" is "by Friday 15:00". */
function readRun(text: string, start: number): Run | undefined {
  const words: string[] = []
  let end = start
  while (words.length < MOST_WORDS) {
    const joint = words.length > 0 ? (matchAt(JOINT, text, end)?.[0].length ?? 0) : 0
    const hit = readRule(text, end + joint)
    if (!hit) break
    words.push(hit.words)
    end = hit.end
  }
  if (words.length === 0) return undefined
  const by = matchAt(BY, text, end)
  // "明日の資料" is tomorrow's material, and "月曜に壊れたもの" what broke on Monday: neither is a due time.
  if (!by && (text[end] === 'の' || matchAt(TELLS_OF, text, end))) return { tokens: [], end }
  if (CHANGES_DAY.test(text.slice(Math.max(0, start - 5), start))) return { tokens: [], end }
  if (by) {
    words.unshift('by')
    end += by[0].length
  } else end += matchAt(/[にはで、\s]*/uy, text, end)?.[0].length ?? 0
  // A particle makes an hour a time; bare it could be a number.
  if (!by && /^\d{1,2}:\d{2}$/u.test(words[0] ?? '')) words.unshift('at')
  const list = words.join(' ').split(' ')
  const tokens = list.map((word, index) =>
    makeToken(word, index === 0 ? start : end, index === 0 && list.length > 1 ? start : end),
  )
  return { tokens, end }
}

/** "金曜か月曜に": the two stand beside each other. */
function pushOr(out: Token[], text: string): void {
  const between = out.at(-1)
  if (!between || between.kind !== 'opaque' || out.length < 2) return
  const said = text.slice(between.start, between.end).trim()
  const match = matchAt(OR, said, 0)
  if (match && match[0].length === said.length && said.length > 0)
    out[out.length - 1] = makeToken('or', between.start, between.end)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const KINDS: readonly (readonly [RegExp, Token['kind']])[] = [
  [/^\d{1,2}:\d{2}$/u, 'clock'],
  [/^\d+[-/]/u, 'date'],
  [/^\d+th$/u, 'ordinal'],
  [/^\d+(?:\.\d+)?$/u, 'number'],
]

function makeToken(text: string, start: number, end: number): Token {
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'word'
  return { kind, text, start, end, value: Number.parseFloat(text), glued: false, capital: false, typo: false }
}

/** One opaque token up to the next place where a due word may begin. */
function pushOther(out: Token[], start: number, end: number): void {
  const before = out.at(-1)
  const isSame = before?.kind === 'opaque' && before.end === start && before.text === ''
  if (isSame) before.end = end
  else out.push({ ...makeToken('', start, end), kind: 'opaque' })
}
