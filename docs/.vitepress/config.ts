import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { linksOutside, mermaidFences } from './markdown.ts'

const docs = fileURLToPath(new URL('../', import.meta.url))

/** The order of the pages. What stands in no group is listed under the last, so that no page is left out. */
const groups = [
  { text: 'Begin', pages: ['start', 'first-promise', 'deciding'] },
  { text: 'Commands', pages: ['promise', 'circle', 'candor'].map((name) => `commands/${name}`), folder: 'commands' },
  { text: 'Trust', pages: ['who-can-read-what', 'security', 'reliability', 'due-dates'] },
  { text: 'Build', pages: ['architecture', 'adding-a-feature', 'dependencies', 'performance', 'figures'] },
  { text: 'Run', pages: ['administrators', 'running'], folder: '.' },
]

const listed = new Set(groups.flatMap(({ pages }) => pages))

function pagesOf({ pages, folder }: { pages: string[]; folder?: string }): string[] {
  const others = folder === undefined ? [] : pagesIn(folder).filter((page) => !listed.has(page))
  return [...pages, ...others.filter((page) => page !== 'index')]
}

function pagesIn(folder: string): string[] {
  return readdirSync(path.join(docs, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join(folder, file.slice(0, -'.md'.length)))
}

function titleOf(page: string): string {
  const [, title = page] = /^# (.*)$/m.exec(readFileSync(path.join(docs, `${page}.md`), 'utf8')) ?? []
  return title.replaceAll('`', '')
}

export default defineConfig({
  title: 'Forthright',
  description: 'A Slack bot with which colleagues keep their word to one another and hear what nobody tells them',
  lang: 'en',
  cleanUrls: true,
  // The playground's own address. Every other dead link ends the build.
  ignoreDeadLinks: [/^http:\/\/localhost/],
  srcExclude: ['node_modules/**'],
  markdown: {
    config(md) {
      linksOutside(md, process.env.REPOSITORY)
      mermaidFences(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: groups.map((group) => ({
      text: group.text,
      items: pagesOf(group).map((page) => ({ text: titleOf(page), link: `/${page}` })),
    })),
  },
})
