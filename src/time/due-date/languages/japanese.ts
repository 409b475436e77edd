import type { Token } from '../token.ts'

const RULES: readonly (readonly [RegExp, string | ((match: RegExpExecArray) => string)])[] = [
  [/(\d{4})年(\d{1,2})月(\d{1,2})日/uy, ([, year, month, day]) => `${year}-${month}-${day}`],
  [/(\d{1,2})月(\d{1,2})日/uy, ([, month, day]) => `${month}/${day}`],
  [/(\d{1,2})日(?!間|後|以内)/uy, ([, day]) => `the ${day}th`],
  [/(午前|午後)?(\d{1,2})時(?:(\d{1,2})分|(半))?(?!間)/uy, clock],
  [/(午前|午後)?(\d{1,2}):(\d{2})/uy, clock],
  [/(\d+)分(?:後|以内)/uy, ([, count]) => `in ${count} minutes`],
  [/(\d+)時間(?:後|以内)/uy, ([, count]) => `in ${count} hours`],
  [/(\d+)営業日(?:後|以内)/uy, ([, count]) => `in ${count} business days`],
  [/(\d+)日(?:後|以内)/uy, ([, count]) => `in ${count} days`],
  [/(\d+)週間(?:後|以内)/uy, ([, count]) => `in ${count} weeks`],
  [/(\d+)(?:か月|ヶ月|ヵ月|カ月)(?:後|以内)/uy, ([, count]) => `in ${count} months`],
  [/毎週([月火水木金土日])曜日?/uy, ([, day]) => `every ${weekday(day)}`],
  [/毎月末/uy, 'last day of every month'],
  [/毎月(\d{1,2})日/uy, ([, day]) => `the ${day}th of every month`],
  [/毎日/uy, 'every day'],
  [/平日毎日|毎営業日/uy, 'every weekday'],
  [
    /(今週|来週|再来週)の?([月火水木金土日])曜日?/uy,
    ([, week, day]) => `${weekday(day)} ${WEEKS[week ?? ''] ?? ''}`,
  ],
  [/(?:次|今度)の([月火水木金土日])曜日?/uy, ([, day]) => weekday(day)],
  [/([月火水木金土日])曜日?/uy, ([, day]) => weekday(day)],
  [/明後日|あさって/uy, 'the day after tomorrow'],
  [/明日|あした/uy, 'tomorrow'],
  [/本日|今日|きょう/uy, 'today'],
  [/昨日|きのう/uy, 'yesterday'],
  [/今夜|今晩/uy, 'tonight'],
  [/今週末/uy, 'this weekend'],
  [/来週末/uy, 'next weekend'],
  [/週末/uy, 'weekend'],
  [/再来週/uy, 'week after next'],
  [/来週/uy, 'next week'],
  [/今週/uy, 'this week'],
  [/(?:今)?月末/uy, 'end of the month'],
  [/来月末/uy, 'end of next month'],
  [/来月/uy, 'next month'],
  [/今月/uy, 'this month'],
  [/年末/uy, 'end of the year'],
  [/四半期末/uy, 'end of the quarter'],
  [/終業(?:時間|時)?|定時/uy, 'eod'],
  [/正午/uy, 'noon'],
  [/深夜0時|真夜中/uy, 'midnight'],
  [/午前中|朝/uy, 'morning'],
  [/夕方/uy, 'afternoon'],
  [/午後/uy, 'afternoon'],
  [/夜|晩/uy, 'evening'],
]

const WEEKS: Record<string, string> = {
  今週: 'of this week',
  来週: 'of next week',
  再来週: 'of the week after next',
}
const WEEKDAYS: Record<string, string> = {
  月: 'monday',
  火: 'tuesday',
  水: 'wednesday',
  木: 'thursday',
  金: 'friday',
  土: 'saturday',
  日: 'sunday',
}

function weekday(day: string | undefined): string {
  return WEEKDAYS[day ?? ''] ?? ''
}

function clock([, half, hour, minute, isHalfPast]: RegExpExecArray): string {
  const twelve = Number(hour)
  const hours = half === '午後' && twelve < 12 ? twelve + 12 : twelve
  return `${String(hours).padStart(2, '0')}:${isHalfPast ? '30' : (minute ?? '00').padStart(2, '0')}`
}

const BY = /までには?|迄に?|中に/uy
const JOINT = /[\sのはにで、]+/uy

/** Finds the due words that Japanese writes without spaces; they come before what they govern. */
export function japaneseTokens(text: string, tokens: readonly Token[]): Token[] | undefined {
  // "15時までに" looks fenced to English eyes; quotes, links and names are.
  const fences = tokens.filter(
    ({ kind, start }) =>
      kind === 'opaque' && /^(?:["'`<@#:“「]|https?:|www)/u.test(text.slice(start, start + 8)),
  )
  const out: Token[] = []
  let replaced = false
  for (let at = 0; at < text.length;) {
    const fence = fences.find((token) => token.start === at)
    if (fence) {
      out.push(fence)
      at = fence.end
      continue
    }
    const run = readRun(text, at)
    if (!run) {
      at = pushOther(out, text, at)
      continue
    }
    out.push(...run.tokens)
    replaced = true
    at = run.end
  }
  return replaced ? out : undefined
}

/** A run of due words with what follows them: "金曜日の15時までに" is "by Friday 15:00". */
function readRun(text: string, start: number): { tokens: Token[]; end: number } | undefined {
  const words: string[] = []
  let end = start
  for (;;) {
    const joint = words.length > 0 ? (matchAt(JOINT, text, end)?.[0].length ?? 0) : 0
    const hit = readRule(text, end + joint)
    if (!hit) break
    words.push(hit.words)
    end = hit.end
  }
  if (words.length === 0) return undefined
  const by = matchAt(BY, text, end)
  // "明日の資料" is tomorrow's material, not a due time.
  if (!by && text[end] === 'の') return undefined
  if (by) {
    words.unshift('by')
    end += by[0].length
  } else end += matchAt(/[にはで、\s]*/uy, text, end)?.[0].length ?? 0
  const list = words.join(' ').split(' ')
  return {
    tokens: list.map((word, index) =>
      makeToken(word, index === 0 ? start : end, index === 0 && list.length > 1 ? start : end),
    ),
    end,
  }
}

function readRule(text: string, at: number): { words: string; end: number } | undefined {
  for (const [pattern, words] of RULES) {
    const match = matchAt(pattern, text, at)
    if (match) return { words: typeof words === 'string' ? words : words(match), end: at + match[0].length }
  }
  return undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function makeToken(text: string, start: number, end: number): Token {
  const kind = /^\d{1,2}:\d{2}$/u.test(text)
    ? 'clock'
    : /^\d+[-/]/u.test(text)
      ? 'date'
      : /^\d+th$/u.test(text)
        ? 'ordinal'
        : /^\d+$/u.test(text)
          ? 'number'
          : 'word'
  return {
    kind,
    text,
    start,
    end,
    value: Number.parseInt(text, 10),
    glued: false,
    capital: false,
    typo: false,
  }
}

/** One opaque token up to the next place where a due word may begin. */
function pushOther(out: Token[], text: string, at: number): number {
  const before = out.at(-1)
  const isSame = before?.kind === 'opaque' && before.end === at && before.text === ''
  if (isSame) before.end = at + 1
  else out.push({ ...makeToken('', at, at + 1), kind: 'opaque' })
  return at + 1
}
