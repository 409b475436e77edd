/** What the pages need beyond VitePress: links to files that are no pages, and drawings. */
import path from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

/**
 * Links that lead out of docs/, such as ../SECURITY.md: to the repository where `repository` names it (REPOSITORY of the
 * environment, such as https://example.com/forthright/blob/main), else plain text, because the site does not hold them.
 */
export function linksOutside(md: MarkdownRenderer, repository: string | undefined): void {
  md.core.ruler.push('links-outside', ({ tokens, env }) => {
    const folder = path.posix.dirname((env as { relativePath: string }).relativePath)
    for (const inline of tokens) {
      let isDropped = false
      for (const token of inline.children ?? []) {
        if (token.type === 'link_open') {
          const target = path.posix.join('docs', folder, token.attrGet('href') ?? '')
          const isOutside = token.attrGet('href')!.startsWith('.') && !target.startsWith('docs/')
          isDropped = isOutside && repository === undefined
          if (isOutside && repository !== undefined) token.attrSet('href', `${repository}/${target}`)
        }
        if (isDropped && /^link_/.test(token.type)) Object.assign(token, { type: 'text', content: '', tag: '' })
      }
    }
  })
}

/** Fences of mermaid become the component that draws them in the browser. */
export function mermaidFences(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence!
  md.renderer.rules.fence = (...args) => {
    const [tokens, index] = args
    const { info, content } = tokens[index]!
    return info.trim() === 'mermaid' ? `<Mermaid code="${encodeURIComponent(content)}" />` : fence(...args)
  }
}
