import { textAt, type Reader } from './moment.ts'

/** Verbs a promise opens with. */
const VERBS = new Set(
  `accept add address adjust agree align announce answer apply approve archive arrange ask assemble assign attach
  attend audit back be begin bill book bring brief build buy calculate call cancel change chase check circulate clean
  clear close collect come comment commit compare compile complete confirm connect contact convert copy create cut
  debug decide define deliver demo deploy describe discuss dispatch do document download draft drop edit email enable
  enter escalate estimate evaluate explain export extend fetch file fill finalise finalize find finish fix follow
  forward gather get give go hand have help hire hold implement import improve inform insert inspect install
  interview invite join keep launch lead learn let list listen look mail make map measure meet mention merge message
  migrate move negotiate nominate notify offer onboard open order organise organize outline own pack pay phone pick
  ping plan polish post prep prepare present print process produce propose provide publish pull push put raise reach
  read rebase rebuild reconcile record refactor refresh register release remind remove rename renew reorder repair
  replace reply report request reschedule research reserve resolve respond restore retry return review revise rewrite
  ring rotate run save say scan schedule search select sell send set settle share ship show shut sign sit sketch sort
  speak specify start stop store submit suggest summarise summarize switch sync take talk tell test text thank tidy
  train transfer translate triage try tune turn unblock update upgrade upload validate verify visit walk write`
    .split(/\s+/u)
    .filter(Boolean),
)

/** Of those, the ones that are as often nouns: "Friday release notes". */
const NOUNS_TOO = new Set(
  `address answer archive audit back bill book build call cancel change check comment copy cut demo deploy document
  download draft drop email estimate export extract file finish fix follow forward hand help hold import interview
  invite launch lead list look mail make map measure meet message order outline own pack pay phone pick ping plan polish
  post prep present process produce pull push read record refresh release repair reply report request research reserve
  return review rewrite run scan schedule search set share ship show sign sketch sort start stop store sync talk test
  transfer triage try turn update upgrade upload visit walk`
    .split(/\s+/u)
    .filter(Boolean),
)

const DETERMINERS = new Set(
  'the a an my our your his her their its this that these those all it them him me us every'.split(' '),
)

export function isVerb(word: string): boolean {
  return VERBS.has(word)
}

/** Whether the word is what one does ("Friday send …", "Friday release the …"), not part of a name. */
export function isVerbHere(reader: Reader, index: number): boolean {
  const word = textAt(reader, index)
  if (!VERBS.has(word)) return false
  if (!NOUNS_TOO.has(word)) return true
  const next = reader.tokens[index + 1]
  return next !== undefined && (DETERMINERS.has(next.text) || next.capital || next.kind === 'opaque')
}
