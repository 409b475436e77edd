import type {
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
} from '@slack/types'
import { useWindow } from '../parts/context.tsx'
import { showDateToken } from './date-token.ts'
import { Emoji, Link, Mention } from './text.tsx'

type Piece = RichTextSection | RichTextList | RichTextQuote | RichTextPreformatted

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div class="rich-text">
      {block.elements.map((piece, index) => (
        <RichTextPiece key={index} piece={piece} />
      ))}
    </div>
  )
}

function RichTextPiece({ piece }: { piece: Piece }) {
  switch (piece.type) {
    case 'rich_text_section':
      return (
        <p>
          <Spans of={piece.elements} />
        </p>
      )
    case 'rich_text_quote':
      return (
        <blockquote>
          <Spans of={piece.elements} />
        </blockquote>
      )
    case 'rich_text_preformatted':
      return (
        <pre class="pre">
          <Spans of={piece.elements} />
        </pre>
      )
    case 'rich_text_list':
      return <ListPiece list={piece} />
    default:
      return piece satisfies never
  }
}

function ListPiece({ list }: { list: RichTextList }) {
  const Tag = list.style === 'ordered' ? 'ol' : 'ul'
  return (
    <Tag class="rich-list" style={{ '--indent': list.indent ?? 0 }}>
      {list.elements.map((section, index) => (
        <li key={index}>
          <Spans of={section.elements} />
        </li>
      ))}
    </Tag>
  )
}

function Spans({ of: elements }: { of: RichTextElement[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <span key={index} class={classesOf(element)}>
          <Span element={element} />
        </span>
      ))}
    </>
  )
}

function Span({ element }: { element: RichTextElement }) {
  const { state, reader } = useWindow()
  switch (element.type) {
    case 'text':
      return <>{element.text}</>
    case 'link':
      return <Link url={element.url}>{element.text ?? element.url}</Link>
    case 'user':
      return <Mention id={element.user_id} />
    case 'emoji':
      return <Emoji name={element.name} />
    case 'channel':
      return (
        <span class="mention">
          #{state.channels.find((channel) => channel.id === element.channel_id)?.name ?? 'a channel'}
        </span>
      )
    case 'broadcast':
      return <span class="mention me">@{element.range}</span>
    case 'date':
      return <>{showDateToken(element.timestamp, element.format, reader)}</>
    case 'color':
      return <>{element.value}</>
    case 'usergroup':
    case 'team':
      return <span class="mention">a group</span>
    default:
      return element satisfies never
  }
}

function classesOf(element: RichTextElement): string {
  const style = 'style' in element ? element.style : undefined
  return Object.entries(style ?? {})
    .filter(([, on]) => on)
    .map(([name]) => `is-${name}`)
    .join(' ')
}
