/** Makes docs/pictures/*.png: walks the playground's tour and takes a picture at each moment worth one. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { findChromium, openBrowser } from '../test/page/chromium.ts'
import { startPlayground } from '../test/page/start-playground.ts'
import { shrinkPng } from './shrink-png.ts'
import { type Moment, openApp, standStill, walkTour } from '../test/page/walk-tour.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** Bytes; a page of pictures should load on a train. */
const heaviest = 200_000

const program = findChromium()
if (program) await takeAll(program)
else console.log('There is no Chromium on this machine, so no picture was taken. Set CHROMIUM to one.')

async function takeAll(chromium: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser(chromium)
  const playground = await startPlayground()
  try {
    await alongTheWalk(browser, playground.url)
    await aroundIt(browser, playground.url)
  } finally {
    await browser.close()
    await playground.stop()
  }
}

async function alongTheWalk(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: desk, colorScheme: 'light' })
  await page.goto(url)
  await walkTour(page, (moment: Moment) => take(page, moment))
  await page.close()
}

/** What the walk does not pass: two people at once, the machinery, the dark, a phone. */
async function aroundIt(browser: Browser, url: string): Promise<void> {
  const views = [
    { name: 'two people', at: '?be=alice&beside=bob&dock=none', viewport: desk, colorScheme: 'light' },
    { name: 'machinery', at: '?be=alice&dock=wire', viewport: desk, colorScheme: 'light' },
    { name: 'dark', at: '?be=bob&dock=planned', viewport: desk, colorScheme: 'dark' },
    { name: 'phone', at: '?be=bob&dock=none', viewport: phone, colorScheme: 'light' },
    { name: 'phone dark', at: '?be=alice&dock=none', viewport: phone, colorScheme: 'dark' },
  ] as const
  for (const { name, at, viewport, colorScheme } of views) {
    const page = await browser.newPage({ viewport, colorScheme })
    await page.goto(`${url}/${at}`)
    await openApp(page, at.includes('be=bob') ? 'Bob' : 'Alice')
    await take(page, name)
    await page.close()
  }
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name.replaceAll(' ', '-')}.png`)
  await standStill(page)
  const picture = shrinkPng(await page.screenshot())
  if (picture.length > heaviest)
    throw new Error(`${name} weighs ${picture.length} bytes, more than ${heaviest}`)
  writeFileSync(file, picture)
  console.log(`${path.relative(process.cwd(), file)} ${Math.round(picture.length / 1000)} kB`)
}
