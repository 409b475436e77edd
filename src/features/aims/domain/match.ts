/** Whose aims share most words with somebody's: by words alone, in the workspace; rare words weigh more. Pure. */

export interface Aims {
  userId: string
  lines: readonly string[]
}

export interface Match {
  userId: string
  /** The shared words, as `mine` has them, the rarest first. */
  shared: string[]
}

/** Shared words that are shown. */
const mostShown = 4

/** Everybody of `others` whose aims share a word that is not everybody's, best first. */
export function matchesOf(mine: Aims, others: readonly Aims[]): Match[] {
  const own = stemsOf(mine.lines)
  const theirs = others.map((one) => ({ userId: one.userId, stems: stemsOf(one.lines) }))
  const owners = new Map<string, number>()
  for (const { stems } of theirs)
    for (const stem of stems.keys()) owners.set(stem, (owners.get(stem) ?? 0) + 1)
  const weight = (stem: string) => Math.log(1 + others.length / (owners.get(stem) ?? 1))
  // A word of more than half the people says nothing about two of them; among a handful it still may.
  const mostOwners = Math.max(3, others.length / 2)
  return theirs
    .map(({ userId, stems }) => {
      const stemsShared = [...own.keys()]
        .filter((stem) => stems.has(stem) && owners.get(stem)! <= mostOwners)
        .toSorted((a, b) => weight(b) - weight(a))
      const score = stemsShared.reduce((sum, stem) => sum + weight(stem), 0)
      return { userId, score, shared: stemsShared.slice(0, mostShown).map((stem) => own.get(stem)!) }
    })
    .filter((one) => one.shared.length > 0)
    .toSorted((a, b) => b.score - a.score || (a.userId < b.userId ? -1 : 1))
    .map(({ userId, shared }) => ({ userId, shared }))
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** By its stem, each word that says something, as it was written. */
function stemsOf(lines: readonly string[]): Map<string, string> {
  const stems = new Map<string, string>()
  for (const line of lines)
    for (const { segment, isWordLike } of segmenter.segment(line)) {
      const plain = segment
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase()
      if (isWordLike && saysSomething(segment, plain) && !stems.has(stemOf(plain)))
        stems.set(stemOf(plain), segment)
    }
  return stems
}

function saysSomething(word: string, plain: string): boolean {
  if (common.has(plain)) return false
  const isLong = plain.length >= 3
  const isAcronym = /^\p{Lu}{2}$/u.test(word)
  const isIdeograph = /^[\p{sc=Han}\p{sc=Katakana}]{2}$/u.test(word)
  return isLong || isAcronym || isIdeograph
}

/** "Teaching", "teacher" and "teach" are one word; at least four letters stay. */
function stemOf(plain: string): string {
  const [, stem] = /^([a-z]{4,}?)(?:ings?|ers?|ies|es|s|ed|ions?|en)$/.exec(plain) ?? []
  return stem ?? plain
}

/** Words that every aim may hold, in the languages that people write here. */
const common = new Set(
  (
    'about after all also and another any are back become becoming been being better both build building built but can ' +
    'could create creating do doing each every for from get getting good great grow growing has have help how improve ' +
    'improving into just know learn learning less like make making more most much myself need new not one other our ' +
    'own people really some something start team than that the their them then there these they thing things this ' +
    'through time together too understand use using very want way well what when where which who why will with work ' +
    'working would write year you your ' +
    'aber alle als auch auf aus bauen bei bin das dass dem den der des die ein eine einen einer fur haben ich ist kann ' +
    'konnen lernen machen mehr mein meine mich mir mit nicht noch oder sein sich sie und unser verstehen von was wie ' +
    'will wir werden zum zur besser neue neues uber ' +
    'apprendre avec aussi autre aux avoir bien comme comment construire dans des est etre faire les leur mais meilleur ' +
    'mes mieux mon nous notre par pas plus pour que qui sans ses son sont sur tout une veux vous ' +
    'aprender como con construir crear del desde el ella ese esta este hacer las los mas mejor mejorar mis muy nuestro ' +
    'para pero por que quiero ser sin sobre son sus todo una ' +
    'com criar das dos ela fazer isso mais melhor melhorar meu minha nao nos nossa nosso para por quero ser sem sua uma ' +
    'anche che come con costruire dei del della delle fare gli imparare mio migliorare migliore non nel per piu sono ' +
    'sul una voglio ' +
    'aan als bouwen dat een het hoe ik is leren maken meer met mijn niet nog ook over van voor wat wie wil worden zijn beter'
  ).split(' '),
)
