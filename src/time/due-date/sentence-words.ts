/** English words that tell how a date stands in a sentence. Closed lists, each with what it decides. */

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter(Boolean))
}

/** Words after which a date is part of something else. */
export const OWNERS = wordSet(
  `of for to from since about per like with the a an my our your his her their its last past than vs versus between
  if whether that called named not except excluding via every regarding re concerning titled is was until and or after
  against around`,
)

/** "the doc shared on Monday" tells of Monday, not of a deadline. */
export const TOLD = wordSet(
  `sent received posted shared scheduled held filed given planned published released dated created booked launched
  happening starting beginning opening closing arriving due`,
)

/** "cut it by 5", "cap it at 10": amounts, each with its own preposition. */
export const AMOUNTS: Record<'by' | 'at', ReadonlySet<string>> = {
  by: wordSet(
    `cut reduce increase grow raise lower drop boost improve multiply divide scale extend shrink trim outperform beat exceed
    bump delay postpone`,
  ),
  at: wordSet('cap limit price set keep hold freeze peg value'),
}

/** Words between "by 5" and the rest of the promise; after anything else the number counts. */
export const BETWEEN = wordSet(
  `the a an my our your his her their all to with for and or so no not sorry else i i'll we we'll if because give hope
  promise worst actually hopefully`,
)

/** "ticket 3 by 3": the number belongs to the word before it. */
const LABELS = wordSet(
  `ticket issue pr page pages chapter question step item room bug line milestone phase section version invoice order story
  task case slide number no level floor part point build release rfc unit sprint week day option draft exercise lesson
  volume episode module track row column paper gate seat table desk building bay flat apartment platform batch round stage
  player group team door lane route bus train channel figure appendix article clause paragraph node python java release
  v iteration lot model size grade class act scene verse box shelf folder server port row rack zone district block`,
)

export function isLabel(word: string): boolean {
  return LABELS.has(word) || (word.endsWith('s') && LABELS.has(word.slice(0, -1)))
}

/** Said beside a promise, not part of it. */
export const ASIDES = wordSet('please thanks thx cheers ty ok okay pls')

/** Between two due times, each of these takes the first back or puts the second beside it. */
export const CORRECTIONS = wordSet(
  `sorry no not nope actually mean meant rather wait scratch make worst else failing hopefully ideally otherwise better or
  correction instead possibly perhaps maybe probably preferably oops nah er erm alternatively latest earliest`,
)
/** Words that may stand among them. */
export const CORRECTION_FILLERS = wordSet(
  'i that it case at the if then by on and be to let us say well um uh er hm so even is will in of more likely',
)

/** What a clause is opened with that tells of something: "what broke", "why we were late", "who called". */
export const CLAUSE_OPENERS = wordSet(
  `what why who whom whose which how where when whether whatever whoever everything anything something everyone everybody
  someone somebody nobody that`,
)

export const SUBJECTS = wordSet(
  'i we you he she they it someone everyone everybody somebody nobody anybody anyone who that which what and all',
)

/** "get it reviewed on Monday": the participle is what is promised. */
export const CAUSATIVES = wordSet('get have need want keep make see consider')

export const DETERMINERS = wordSet(
  'the a an my our your his her their its this that these those all any some each every no newly recently fully two three',
)

/** Things that take place; "the minutes of the call on Monday" are the Monday call's. */
export const EVENTS = wordSet(
  `meeting call demo review standup stand-up retro retrospective workshop sync session outage incident party offsite
  interview conversation talk dinner event conference webinar training kickoff kick-off hearing game match concert wedding
  presentation briefing townhall all-hands lecture exam appointment visit`,
)
export const EVENT_OWNERS = wordSet('of from about during after')

const IRREGULAR_PASTS = wordSet(
  `was were went broke did had said wrote sent told got made came saw took found left lost felt gave knew thought spoke
  began ran fell met paid built bought brought taught caught kept held stood understood heard won sold drew flew grew threw
  chose froze stole woke drove rode rose ate drank sang swam rang blew hid shook bit hung led fed slept spent lent bent
  dealt meant ended happened failed crashed decided learned learnt agreed called asked worked shipped launched stopped
  started changed merged deployed discussed promised missed`,
)
const NOT_PASTS = wordSet(
  `need feed speed seed embed exceed proceed succeed bleed breed heed indeed red bed shed sled wed bobsled hundred kindred
  naked sacred wicked aged biased unified detailed updated required attached signed related advanced shared`,
)

/** A finite verb of the past, by its form. */
export function isPast(word: string): boolean {
  if (IRREGULAR_PASTS.has(word)) return true
  return word.length > 4 && word.endsWith('ed') && !NOT_PASTS.has(word)
}

export const NEGATIONS = wordSet(
  `not don't dont won't wont never nothing nobody can't cannot shouldn't mustn't no-one neither nor avoid refrain`,
)
/** "not forget to send it before Monday" promises to send it. */
export const NEGATED_AWAY = wordSet('forget fail miss hesitate neglect')

/** "keep the branch frozen until Monday" ends on Monday and is not done by then. */
export const STATES = wordSet(
  'keep hold wait stay leave freeze pause postpone delay remain stop refrain defer suspend',
)

/** Verbs with which "from 4 to 8" is a change of number, not a span of time. */
export const CHANGES = wordSet(
  `bump change convert cut downgrade drop expand extend go grow increase lower migrate move narrow port postpone push raise
  reduce rename renumber reschedule resize scale shift shorten shrink swap switch trim update upgrade widen`,
)

/** With these "9/10" is no date. */
export const SCORES = wordSet(
  'rate rated score scored split grade graded rank ranked mark marked won lost got get cut ratio',
)

/** What a question within the sentence opens with: "tell Ana who speaks on Monday". */
export const QUESTIONS = wordSet('what why who whom whose which how where when whether whatever if')
