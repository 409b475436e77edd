import type { TextObject } from '@slack/types'
import { findPerson, useWindow } from '../parts/context.tsx'
import { showDateToken } from './date-token.ts'
import { emojiOf } from './emoji.ts'
import { parseMrkdwn, parsePlain, type Inline, type Part } from './mrkdwn.ts'

export function Text({ text }: { text: TextObject }) {
  return text.type === 'mrkdwn' ? <Mrkdwn source={text.text} /> : <Plain source={text.text} />
}

export function Plain({ source }: { source: string }) {
  return <Inlines of={parsePlain(source)} />
}

export function Mrkdwn({ source }: { source: string }) {
  return (
    <>
      {parseMrkdwn(source).map((part, index) => (
        <MrkdwnPart key={index} part={part} />
      ))}
    </>
  )
}

function MrkdwnPart({ part }: { part: Part }) {
  if (part.kind === 'pre') return <pre class="pre">{part.text}</pre>
  if (part.kind === 'quote')
    return (
      <blockquote>
        <Inlines of={part.children} />
      </blockquote>
    )
  return (
    <p>
      <Inlines of={part.children} />
    </p>
  )
}

function Inlines({ of: nodes }: { of: Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} />
      ))}
    </>
  )
}

function InlineNode({ node }: { node: Inline }) {
  const { state, reader } = useWindow()
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>
    case 'break':
      return <br />
    case 'bold':
      return (
        <b>
          <Inlines of={node.children} />
        </b>
      )
    case 'italic':
      return (
        <i>
          <Inlines of={node.children} />
        </i>
      )
    case 'strike':
      return (
        <s>
          <Inlines of={node.children} />
        </s>
      )
    case 'code':
      return <code>{node.text}</code>
    case 'link':
      return <Link url={node.url}>{node.label}</Link>
    case 'user':
      return <Mention id={node.id} />
    case 'channel':
      return (
        <span class="mention">
          #{state.channels.find((channel) => channel.id === node.id)?.name ?? (node.label || 'a channel')}
        </span>
      )
    case 'broadcast':
      return <span class="mention me">@{node.name.replace(/^@/, '')}</span>
    case 'date':
      return (
        <time dateTime={isoOf(node.seconds)} title={node.fallback}>
          {Number.isFinite(node.seconds) ? showDateToken(node.seconds, node.format, reader) : node.fallback}
        </time>
      )
    case 'emoji':
      return <Emoji name={node.name} />
    default:
      return node satisfies never
  }
}

export function Mention({ id }: { id: string }) {
  const { state } = useWindow()
  const person = findPerson(state, id)
  const mine = id === state.viewer.id
  return (
    <span class={mine ? 'mention me' : 'mention'} title={person && `@${person.name}`}>
      @{person?.realName ?? 'someone'}
    </span>
  )
}

export function Emoji({ name }: { name: string }) {
  const drawn = emojiOf(name)
  if (!drawn) return <>{`:${name}:`}</>
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {drawn}
    </span>
  )
}

/** Opens in a new tab. */
export function Link({ url, children }: { url: string; children: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function isoOf(seconds: number): string | undefined {
  const instant = new Date(seconds * 1000)
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString()
}
