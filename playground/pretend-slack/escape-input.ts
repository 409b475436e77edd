import type { Slack } from './slack.ts'
import { sharesSlack, type SlackPerson } from './world.ts'

/** Text as Slack passes on what a person typed: & < > escaped, and with `mentions` people, channels and links in angle brackets. */
export function escapeInput(
  slack: Slack,
  typist: SlackPerson,
  text: string,
  { mentions = true } = {},
): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  if (!mentions) return safe
  return safe
    .replace(/(^|[\s(,])(https?:\/\/[^\s<>]+)/g, '$1<$2>')
    .replace(/(^|[\s(,"'“])@([\p{L}\d][\p{L}\d._-]*)/gu, (whole, before: string, name: string) => {
      const mention = mentionOf(slack, typist, name)
      return mention ? before + mention : whole
    })
    .replace(/(^|[\s(,])#([\p{L}\d][\p{L}\d_-]*)/gu, (whole, before: string, name: string) => {
      const channel = [...slack.world.channels.values()].find(
        (c) => c.teamId === typist.teamId && c.name === name,
      )
      if (!channel || channel.kind === 'dm') return whole
      return `${before}<#${channel.id}|${channel.kind === 'channel' ? channel.name : ''}>`
    })
}

function mentionOf(slack: Slack, typist: SlackPerson, typed: string): string | undefined {
  if (['here', 'channel', 'everyone'].includes(typed)) return `<!${typed}>`
  const name = typed.replace(/[._-]+$/, '')
  const person = [...slack.world.people.values()].find(
    (p) => sharesSlack(slack.world, typist, p) && p.name === name && !p.deleted,
  )
  return person && `<@${person.id}|${person.name}>${typed.slice(name.length)}`
}
