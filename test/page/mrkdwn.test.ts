import fc from 'fast-check'
import { parseInline, parseMrkdwn, type Inline } from '../../playground/page/client/text/mrkdwn.ts'

describe('mrkdwn', () => {
  test('marks at the edges of words are emphasis', () => {
    expect(parseInline('a *bold* _it_ ~no~')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'bold', children: [{ kind: 'text', text: 'bold' }] },
      { kind: 'text', text: ' ' },
      { kind: 'italic', children: [{ kind: 'text', text: 'it' }] },
      { kind: 'text', text: ' ' },
      { kind: 'strike', children: [{ kind: 'text', text: 'no' }] },
    ])
  })

  test.each(['2 * 3 * 4', 'snake_case_name', '*not closed', 'a * b', '**'])(
    '%s holds no emphasis',
    (source) => {
      expect(parseInline(source)).toEqual([{ kind: 'text', text: source }])
    },
  )

  test('a mention inside emphasis stays a mention, and a mark inside code a letter', () => {
    expect(parseInline('*to <@U1>:* `a*b*`')).toEqual([
      {
        kind: 'bold',
        children: [
          { kind: 'text', text: 'to ' },
          { kind: 'user', id: 'U1' },
          { kind: 'text', text: ':' },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'a*b*' },
    ])
  })

  test('what stands between angle brackets is told apart', () => {
    const nodes = parseInline(
      '<@U1|bob><#C1|general><!here><https://a.example/?x=1&amp;y=2|here><!date^1772805600^{date_short} at {time}|Friday>',
    )
    expect(nodes).toEqual([
      { kind: 'user', id: 'U1' },
      { kind: 'channel', id: 'C1', label: 'general' },
      { kind: 'broadcast', name: 'here' },
      { kind: 'link', url: 'https://a.example/?x=1&y=2', label: 'here' },
      { kind: 'date', seconds: 1772805600, format: '{date_short} at {time}', fallback: 'Friday' },
    ])
  })

  test('a link to a script is only text', () => {
    expect(parseInline('<javascript:alert(1)|click>')).toEqual([
      { kind: 'text', text: '<javascript:alert(1)|click>' },
    ])
  })

  test('escaped letters are read once', () => {
    expect(parseInline('&amp;lt;!channel&gt;')).toEqual([{ kind: 'text', text: '&lt;!channel>' }])
  })

  test('quotes and blocks of code are parts of their own', () => {
    const parts = parseMrkdwn('before\n&gt; said\n&gt; again\nafter\n```\nlet *x*\n```\nend')
    expect(parts.map((part) => part.kind)).toEqual(['lines', 'quote', 'lines', 'pre', 'lines'])
    expect(parts[3]).toEqual({ kind: 'pre', text: 'let *x*' })
  })

  test('no letter that a person writes is lost', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ab *_~`\n:&'.split('')) })
    fc.assert(
      fc.property(letters, (source) => {
        const kept = wordsOf(parseInline(source)).replaceAll(/[*_~`]/g, '')
        expect(kept).toBe(source.replaceAll(/[*_~`]/g, ''))
      }),
    )
  })
})

function wordsOf(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text
      if (node.kind === 'break') return '\n'
      if (node.kind === 'emoji') return `:${node.name}:`
      return 'children' in node ? wordsOf(node.children) : ''
    })
    .join('')
}
