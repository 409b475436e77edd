import { isText, textAt, type Fault, type Hit, type Reader } from '../moment.ts'
import { isZone } from '../wall.ts'

export interface Zone {
  id: string
  /** "EST" said while New York keeps summer time still means New York. */
  season?: 'standard' | 'summer'
}

const EASTERN = 'America/New_York'
const CENTRAL = 'America/Chicago'
const MOUNTAIN = 'America/Denver'
const PACIFIC = 'America/Los_Angeles'

const LETTERS: Record<string, Zone> = {
  et: { id: EASTERN },
  est: { id: EASTERN, season: 'standard' },
  edt: { id: EASTERN, season: 'summer' },
  ct: { id: CENTRAL },
  cst: { id: CENTRAL, season: 'standard' },
  cdt: { id: CENTRAL, season: 'summer' },
  mt: { id: MOUNTAIN },
  mst: { id: MOUNTAIN, season: 'standard' },
  mdt: { id: MOUNTAIN, season: 'summer' },
  pt: { id: PACIFIC },
  pst: { id: PACIFIC, season: 'standard' },
  pdt: { id: PACIFIC, season: 'summer' },
  utc: { id: 'UTC' },
  gmt: { id: 'UTC' },
  z: { id: 'UTC' },
  bst: { id: 'Europe/London', season: 'summer' },
  wet: { id: 'Europe/Lisbon', season: 'standard' },
  west: { id: 'Europe/Lisbon', season: 'summer' },
  cet: { id: 'Europe/Paris', season: 'standard' },
  cest: { id: 'Europe/Paris', season: 'summer' },
  eet: { id: 'Europe/Athens', season: 'standard' },
  eest: { id: 'Europe/Athens', season: 'summer' },
  msk: { id: 'Europe/Moscow' },
  ist: { id: 'Asia/Kolkata' },
  jst: { id: 'Asia/Tokyo' },
  kst: { id: 'Asia/Seoul' },
  sgt: { id: 'Asia/Singapore' },
  hkt: { id: 'Asia/Hong_Kong' },
  aest: { id: 'Australia/Sydney', season: 'standard' },
  aedt: { id: 'Australia/Sydney', season: 'summer' },
  aet: { id: 'Australia/Sydney' },
  awst: { id: 'Australia/Perth' },
  nzst: { id: 'Pacific/Auckland', season: 'standard' },
  nzdt: { id: 'Pacific/Auckland', season: 'summer' },
  nzt: { id: 'Pacific/Auckland' },
  brt: { id: 'America/Sao_Paulo' },
  akst: { id: 'America/Anchorage', season: 'standard' },
  aoe: { id: 'Etc/GMT+12' },
  hst: { id: 'Pacific/Honolulu' },
}

const PLACES: Record<string, string> = {
  eastern: EASTERN,
  central: CENTRAL,
  mountain: MOUNTAIN,
  pacific: PACIFIC,
  ny: EASTERN,
  nyc: EASTERN,
  'new york': EASTERN,
  boston: EASTERN,
  washington: EASTERN,
  dc: EASTERN,
  miami: EASTERN,
  atlanta: EASTERN,
  philadelphia: EASTERN,
  montreal: EASTERN,
  dallas: CENTRAL,
  houston: CENTRAL,
  austin: CENTRAL,
  texas: CENTRAL,
  sf: PACIFIC,
  la: PACIFIC,
  'san francisco': PACIFIC,
  'los angeles': PACIFIC,
  seattle: PACIFIC,
  portland: PACIFIC,
  california: PACIFIC,
  uk: 'Europe/London',
  british: 'Europe/London',
  irish: 'Europe/Dublin',
  german: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  french: 'Europe/Paris',
  france: 'Europe/Paris',
  lyon: 'Europe/Paris',
  spanish: 'Europe/Madrid',
  spain: 'Europe/Madrid',
  barcelona: 'Europe/Madrid',
  italy: 'Europe/Rome',
  milan: 'Europe/Rome',
  geneva: 'Europe/Zurich',
  swiss: 'Europe/Zurich',
  porto: 'Europe/Lisbon',
  kyiv: 'Europe/Kyiv',
  india: 'Asia/Kolkata',
  indian: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  bengaluru: 'Asia/Kolkata',
  chennai: 'Asia/Kolkata',
  hyderabad: 'Asia/Kolkata',
  pune: 'Asia/Kolkata',
  china: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  shenzhen: 'Asia/Shanghai',
  japan: 'Asia/Tokyo',
  osaka: 'Asia/Tokyo',
  korea: 'Asia/Seoul',
  israel: 'Asia/Jerusalem',
  'tel aviv': 'Asia/Jerusalem',
  'abu dhabi': 'Asia/Dubai',
  hanoi: 'Asia/Bangkok',
  canberra: 'Australia/Sydney',
  brazil: 'America/Sao_Paulo',
  rio: 'America/Sao_Paulo',
  'sao paulo': 'America/Sao_Paulo',
  'são paulo': 'America/Sao_Paulo',
  'cape town': 'Africa/Johannesburg',
}

let cities: Map<string, string> | undefined

/** "PT", "EST", "UTC+2", "London time", "Europe/Paris", "eastern". Only right after a time. */
export function readZone(reader: Reader, index: number): Hit<Zone> | undefined {
  const at = isText(reader, index, '(') ? index + 1 : index
  const hit = readLetters(reader, at) ?? readPlace(reader, at) ?? readId(reader, at)
  if (!hit) return undefined
  const closed = at > index && isText(reader, hit.end, ')') ? hit.end + 1 : hit.end
  return at > index && closed === hit.end ? undefined : { end: closed, value: hit.value }
}

/** "5pm your time", "noon Dana's time", "9am Springfield time": whose clock that is cannot be known. */
export function readUnknownZone(reader: Reader, index: number): Hit<Fault> | undefined {
  const word = textAt(reader, index)
  if (!isText(reader, index + 1, 'time') || reader.tokens[index]?.kind !== 'word') return undefined
  if (['this', 'next', 'every', 'one', 'last', 'some', 'any', 'of', 'the'].includes(word)) return undefined
  return { end: index + 2, value: { code: 'vague', why: `I do not know which zone "${word} time" is.` } }
}

function readLetters(reader: Reader, index: number): Hit<Zone> | undefined {
  const word = textAt(reader, index)
  const zone =
    homeZone(word, reader.moment.zone) ?? (Object.hasOwn(LETTERS, word) ? LETTERS[word] : undefined)
  if (!zone) return undefined
  const offset = zone.id === 'UTC' ? readOffset(reader, index + 1) : undefined
  if (offset) return offset
  return { end: isText(reader, index + 1, 'time') ? index + 2 : index + 1, value: zone }
}

/** Letters that several places share mean the speaker's own, where the speaker is in one of them. */
function homeZone(word: string, zone: string): Zone | undefined {
  const places = Object.hasOwn(SHARED, word) ? SHARED[word] : undefined
  return places?.includes(zone) ? { id: zone } : undefined
}

const SHARED: Record<string, readonly string[]> = {
  ist: ['Europe/Dublin', 'Asia/Jerusalem', 'Asia/Tel_Aviv'],
  cst: ['Asia/Shanghai', 'Asia/Taipei', 'America/Havana'],
  est: ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane'],
  bst: ['Asia/Dhaka'],
}

function readOffset(reader: Reader, index: number): Hit<Zone> | undefined {
  const sign = textAt(reader, index)
  if (sign !== '+' && sign !== '-') return undefined
  const hours = /^(\d{1,2})(?::(\d{2}))?$/u.exec(textAt(reader, index + 1))
  if (!hours || Number(hours[1]) > 14) return undefined
  const id = `${sign}${(hours[1] ?? '0').padStart(2, '0')}:${hours[2] ?? '00'}`
  return { end: index + 2, value: { id } }
}

function readPlace(reader: Reader, index: number): Hit<Zone> | undefined {
  if (isText(reader, index, 'my', 'our', 'local') && isText(reader, index + 1, 'time')) {
    return { end: index + 2, value: { id: reader.moment.zone } }
  }
  const us = isText(reader, index, 'us') ? index + 1 : index
  for (const length of [2, 1]) {
    if (us + length > reader.tokens.length) continue
    const name = reader.tokens
      .slice(us, us + length)
      .map((token) => token.text)
      .join(' ')
    const end = us + length
    const isTime = isText(reader, end, 'time')
    const id =
      (Object.hasOwn(PLACES, name) ? PLACES[name] : undefined) ?? (isTime ? cityZone(name) : undefined)
    const standsAlone = ['eastern', 'pacific', 'central', 'mountain'].includes(name)
    if (id && (isTime || standsAlone)) return { end: isTime ? end + 1 : end, value: { id } }
  }
  return undefined
}

/** Reads "Lisbon" out of Europe/Lisbon, so that every city the zone data names is known. */
function cityZone(name: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((id) => [
      (id.split('/').at(-1) ?? '').toLowerCase().replaceAll('_', ' '),
      id,
    ]),
  )
  return cities.get(name)
}

function readId(reader: Reader, index: number): Hit<Zone> | undefined {
  const [area, slash, place] = reader.tokens.slice(index, index + 3)
  if (area?.kind !== 'word' || slash?.text !== '/' || place?.kind !== 'word') return undefined
  const id = `${area.text}/${place.text}`
  return isZone(id) ? { end: index + 3, value: { id } } : undefined
}
