/** Due words as Japanese writes them, each with the English of the grammar; the longer before the shorter. */
type Rule = readonly [RegExp, string | ((match: RegExpExecArray) => string)]

const N = '(?:\\d+|十[一二三四五六七八九]?|[一二三四五六七八九](?:十[一二三四五六七八九]?)?)'
const DAY = '[月火水木金土日](?:曜日?)?'
const DIGITS = '一二三四五六七八九'

function rule(source: string, words: Rule[1]): Rule {
  return [new RegExp(source.replaceAll('N', N), 'uy'), words]
}

/** "3" and "十二" alike. */
function num(text: string | undefined): number {
  if (text === undefined) return 0
  if (/^\d+$/u.test(text)) return Number(text)
  const [tens, units] = text.includes('十') ? text.split('十') : ['', text]
  const ten = text.includes('十') ? (tens ? DIGITS.indexOf(tens) + 1 : 1) * 10 : 0
  return ten + (units ? DIGITS.indexOf(units) + 1 : 0)
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
const WEEKS: Record<string, string> = {
  今週: 'of this week',
  来週: 'of next week',
  再来週: 'of the week after next',
}
const MONTHS: Record<string, string> = { 今月: 'this month', 来月: 'next month' }

function weekday(text: string | undefined): string {
  return WEEKDAYS[text?.charAt(0) ?? ''] ?? ''
}

function weekdays(list: string): string {
  return [...list.matchAll(/([月火水木金土日])(?:曜日?)?/gu)].map(([, day]) => weekday(day)).join(' and ')
}

/** Not padded where nothing tells morning from evening. */
function clock([, half, hour, minute, isHalfPast]: RegExpExecArray): string {
  const said = num(hour)
  const minutes = isHalfPast ? '30' : String(num(minute)).padStart(2, '0')
  if (!half) return `${said}:${minutes}`
  const hours = half === '午前' || half === '朝' ? said % 12 : (said % 12) + 12
  return `${String(half === '午前' && said === 12 ? 0 : hours).padStart(2, '0')}:${minutes}`
}

function third([, month, part]: RegExpExecArray): string {
  const of = MONTHS[month ?? ''] ?? (month ? `${num(month.replace('月', ''))}` : 'this month')
  const day = part === '上旬' || part === '初旬' ? 10 : 20
  if (/^\d+$/u.test(of)) return part === '下旬' ? `end of ${MONTH_NAMES[Number(of) - 1]}` : `${of}/${day}`
  return part === '下旬' ? `end of ${of}` : `${day}th of ${of}`
}

const MONTH_NAMES =
  'january february march april may june july august september october november december'.split(' ')

const RULES: readonly Rule[] = [
  rule('(\\d{4})年(N)月(N)日', ([, year, month, day]) => `${year}-${num(month)}-${num(day)}`),
  rule('(N)月(N)日', ([, month, day]) => `${num(month)}/${num(day)}`),
  rule('(今月|来月)の?(N)日', ([, month, day]) => `${num(day)}th of ${MONTHS[month ?? '']}`),
  rule('(今月|来月|N月)?の?(上旬|初旬|中旬|下旬)', third),
  rule('(N)月末', ([, month]) => `end of ${MONTH_NAMES[num(month) - 1] ?? 'month'}`),
  rule('(N)日(?!間|後|以内|おき|ごと)', ([, day]) => `the ${num(day)}th`),
  rule('(午前|午後|朝|夜|夕方)の?(N)時(?:(N)分|(半))?(?!間)', clock),
  rule('()(N)時(?:(N)分|(半))?(?!間)', ([all, , hour, minute, half]) =>
    clock(Object.assign([all, '', hour, minute, half], { index: 0, input: all }) as RegExpExecArray),
  ),
  rule('(午前|午後)?(\\d{1,2}):(\\d{2})', clock),
  rule('(N)分(?:後|以内)', ([, count]) => `in ${num(count)} minutes`),
  rule('(N)[〜~、-](N)時間(?:後|以内)', ([, , count]) => `in ${num(count)} hours`),
  rule('(N)[〜~、-](N)日(?:後|以内)', ([, , count]) => `in ${num(count)} days`),
  rule('(N)時間半(?:後|以内)', ([, count]) => `in ${num(count) + 0.5} hours`),
  rule('(N)時間(?:後|以内)', ([, count]) => `in ${num(count)} hours`),
  rule('(N)営業日(?:後|以内)', ([, count]) => `in ${num(count)} business days`),
  rule('(N)日(?:後|以内)', ([, count]) => `in ${num(count)} days`),
  rule('(N)週間(?:後|以内)', ([, count]) => `in ${num(count)} weeks`),
  rule('(N)(?:か月|ヶ月|ヵ月|カ月)(?:後|以内)', ([, count]) => `in ${num(count)} months`),
  rule(
    `(${DAY})(?:から|〜|~|-|–)(${DAY})(?:まで)?(?:毎日)?の?`,
    ([, one, two]) => `${weekday(one)} to ${weekday(two)}`,
  ),
  rule('[(（]([月火水木金土日])(?:曜日?)?[)）]', ([, day]) => weekday(day)),
  rule(
    `(毎週|隔週)の?(${DAY}(?:(?:と|、|・|や)?${DAY}){0,6})`,
    ([, every, list]) => `every ${every === '隔週' ? 'other ' : ''}${weekdays(list ?? '')}`,
  ),
  rule('毎月の?最終([月火水木金土日])曜日?', ([, day]) => `last ${weekday(day)} of every month`),
  rule(
    `(${DAY}(?:(?:と|、|・|や)?${DAY}){0,6})(?:以外|を除く?|を除き)は?、?毎日`,
    ([, list]) => `every day except ${weekdays(list ?? '')}`,
  ),
  rule(
    '毎月第(N)([月火水木金土日])曜日?',
    ([, nth, day]) => `every ${ordinal(num(nth))} ${weekday(day)} of the month`,
  ),
  rule('毎月末|月末ごと', 'last day of every month'),
  rule('毎月(N)日', ([, day]) => `the ${num(day)}th of every month`),
  rule('平日毎日|毎営業日|平日は?毎朝', 'every weekday'),
  rule('平日', 'weekdays'),
  rule('毎週末', 'every weekend'),
  rule('毎朝', 'every morning'),
  rule('毎晩', 'every evening'),
  rule('毎時', 'every hour'),
  rule('毎日', 'every day'),
  rule(
    '(今週|来週|再来週)の?([月火水木金土日])曜日?',
    ([, week, day]) => `${weekday(day)} ${WEEKS[week ?? ''] ?? ''}`,
  ),
  rule('(?:次|今度)の([月火水木金土日])曜日?', ([, day]) => weekday(day)),
  rule('([月火水木金土日])曜日?', ([, day]) => weekday(day)),
  rule('明々後日|しあさって', 'in 3 days'),
  rule('明後日|あさって', 'the day after tomorrow'),
  rule('明朝', 'tomorrow morning'),
  rule('明日|あした', 'tomorrow'),
  rule('本日|今日|きょう', 'today'),
  rule('昨日|きのう', 'yesterday'),
  rule('今夜|今晩', 'tonight'),
  rule('今週末', 'this weekend'),
  rule('来週末', 'next weekend'),
  rule('週末', 'weekend'),
  rule('週明け', 'monday'),
  rule('週の?半ば', 'midweek'),
  rule('再来週', 'week after next'),
  rule('来週', 'next week'),
  rule('今週', 'this week'),
  rule('来月末', 'end of next month'),
  rule('(?:今)?月末', 'end of the month'),
  rule('再来月', 'the month after next'),
  rule('来月', 'next month'),
  rule('今月', 'this month'),
  rule('年末|年内', 'end of the year'),
  rule('年度末', 'march 31'),
  rule('四半期末', 'end of the quarter'),
  rule('終業(?:時間|時)?|定時', 'eod'),
  rule('正午|お?昼', 'noon'),
  rule('深夜0時|真夜中', 'midnight'),
  rule('朝一番?|朝イチ|始業', 'first thing'),
  rule('午前中|朝', 'morning'),
  rule('夕方|午後', 'afternoon'),
  rule('夜|晩', 'evening'),
]

function ordinal(number: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][number - 1] ?? 'fifth'
}

const ANY = new RegExp(RULES.map(([pattern]) => `(${pattern.source})`).join('|'), 'uy')
/** Where each rule's own group stands in `ANY`. */
const PLACES = RULES.reduce<number[]>(
  (places, [pattern], index) => {
    const groups = new RegExp(`${pattern.source}|`, 'u').exec('')?.length ?? 1
    return [...places, (places[index] ?? 1) + groups]
  },
  [1],
)

const FIRST_LETTERS = new Set(
  '0123456789十一二三四五六七八九今来再毎隔平次月火水木金土日明しあ本きょ昨午朝夜夕週年四終定正昼お深真晩始初上中下(（',
)

/** The words that stand at this place, in English; all places but those where one may stand cost one look. */
export function readRule(text: string, at: number): { words: string; end: number } | undefined {
  if (!FIRST_LETTERS.has(text[at] ?? '')) return undefined
  ANY.lastIndex = at
  const any = ANY.exec(text)
  if (!any || any[0].length === 0) return undefined
  const [pattern, words] = RULES[PLACES.findIndex((place) => any[place] !== undefined)] ?? [undefined, '']
  if (!pattern) return undefined
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (!match) return undefined
  return { words: typeof words === 'string' ? words : words(match), end: at + match[0].length }
}
