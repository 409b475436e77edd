/**
 * Makes docs/pictures/*.png: walks the playground's tour with a picture at each moment, then what each command answers, then a
 * few other views. `npm run screenshots -- commands` makes those alone, and so do `walk` and `views`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { findChromium, openBrowser } from '../test/page/chromium.ts'
import { startPlayground } from '../test/page/start-playground.ts'
import { type Moment, openApp, standStill, walkTour } from '../test/page/walk-tour.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const desk = { width: 1280, height: 800 }
const narrow = { width: 960, height: 640 }
const phone = { width: 390, height: 844 }
/** Bytes of one picture: a page of ten loads in a second at 20 Mbit/s. */
const heaviest = 250_000

const program = findChromium()
if (program) await takeAll(program)
else console.log('There is no Chromium on this machine, so no picture was taken. Set CHROMIUM to one.')

async function takeAll(chromium: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser(chromium)
  const playground = await startPlayground()
  try {
    const parts = { walk: alongTheWalk, commands: ofCommands, views: aroundIt }
    const [only] = process.argv.slice(2)
    for (const [name, takePart] of Object.entries(parts))
      if (only === undefined || only === name) await takePart(browser, playground.url)
  } finally {
    await browser.close()
    await playground.stop()
  }
}

async function alongTheWalk(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: desk, colorScheme: 'light' })
  await page.goto(url)
  // The README opens with both sides of a kept promise.
  await walkTour(page, (moment: Moment) => take(page, moment === 'kept' ? 'two people' : moment))
  await page.close()
}

/** What Alice sees of each command, in her own window alone. */
async function ofCommands(browser: Browser, url: string): Promise<void> {
  const commands = [
    { name: 'promise', types: '/promise @bob ship the deck by Thursday 3pm' },
    { name: 'circle', types: '/circle list' },
    { name: 'candor', types: '/candor' },
    { name: 'pulse', types: '/pulse', calls: ['dan', 'eve', 'frank', 'grace'] },
    { name: 'people', types: '/people mirror' },
    { name: 'between', types: '/between @bob' },
    { name: 'forthright', types: '/forthright help' },
  ]
  for (const { name, types, calls } of commands) {
    const page = await browser.newPage({ viewport: narrow, colorScheme: 'light' })
    await page.goto(`${url}/?as=alice&panel=none`)
    const alice = await openApp(page, 'Alice')
    await alice.getByRole('navigation').getByRole('button', { name: 'general' }).click()
    const box = page.getByRole('textbox', { name: /^Message / })
    if (calls) {
      // A pulse asks at least five.
      for (const colleague of calls)
        await fetch(`${url}/api/act`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ do: 'join', name: colleague }),
        })
      await box.fill('/invite @forthright')
      await box.press('Enter')
      await alice.getByText('joined the channel').last().waitFor()
    }
    await box.fill(types)
    const replies = page.getByText('Only visible to you')
    const before = await replies.count()
    await box.press('Enter')
    // Some answer by a message that only she sees, some by a window.
    await replies.nth(before).or(page.getByRole('dialog')).first().waitFor()
    await take(page, `command ${name}`)
    // A window stays open for whoever opens Alice's next.
    const close = page.getByRole('dialog').getByRole('button', { name: 'Close' }).last()
    if (await close.isVisible()) await close.click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.close()
  }
}

/** What the tour does not show: Home, the machinery, the dark, a phone. */
async function aroundIt(browser: Browser, url: string): Promise<void> {
  const views = [
    { name: 'home', who: 'Alice', tab: 'Home', panel: 'none', viewport: desk, colorScheme: 'light' },
    { name: 'machinery', who: 'Alice', tab: 'Messages', panel: 'wire', viewport: desk, colorScheme: 'light' },
    { name: 'dark', who: 'Bob', tab: 'Messages', panel: 'planned', viewport: desk, colorScheme: 'dark' },
    { name: 'phone', who: 'Bob', tab: 'Messages', panel: 'none', viewport: phone, colorScheme: 'light' },
    { name: 'phone dark', who: 'Alice', tab: 'Home', panel: 'none', viewport: phone, colorScheme: 'dark' },
  ] as const
  for (const { name, who, tab, panel, viewport, colorScheme } of views) {
    const page = await browser.newPage({ viewport, colorScheme })
    await page.goto(`${url}/?as=${who.toLowerCase()}&panel=${panel}`)
    const window = await openApp(page, who)
    await window.getByRole('button', { name: tab, exact: false }).first().click()
    if (tab === 'Home') await window.getByRole('heading', { level: 3 }).first().waitFor()
    await take(page, name)
    await page.close()
  }
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name.replaceAll(' ', '-')}.png`)
  await standStill(page)
  const picture = await page.screenshot()
  if (picture.length > heaviest)
    throw new Error(`${name} weighs ${picture.length} bytes, more than ${heaviest}`)
  writeFileSync(file, picture)
  console.log(`${path.relative(process.cwd(), file)} ${Math.round(picture.length / 1000)} kB`)
}
