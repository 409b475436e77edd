import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { findChromium, openBrowser } from './chromium.ts'
import { type Started, startPlayground } from './start-playground.ts'
import { standStill, walkTour } from './walk-tour.ts'

const chromium = findChromium()
const walks = chromium ? describe : describe.skip
const withoutOne = chromium ? '' : ' (skipped: there is no Chromium on this machine; set CHROMIUM to one)'

const sizes = [
  { name: 'a desk', width: 1280, height: 800 },
  { name: 'a phone', width: 390, height: 844 },
]

walks(`The tour in a real browser${withoutOne}`, () => {
  let browser: Browser
  let playground: Started

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    playground = await startPlayground()
  }, 120_000)
  afterEach(() => playground.stop())

  test.each(sizes)(
    'can be walked at $name, and bars nobody on the way',
    async ({ width, height }) => {
      // The page forbids foreign scripts, the judge's too.
      const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const trouble = troubleOn(page)
      const faults: string[] = []
      await page.goto(playground.url)
      await walkTour(page, async (moment) => {
        faults.push(...(await barriers(page)).map((fault) => `${moment}: ${fault}`))
        if (await scrollsSideways(page)) faults.push(`${moment}: the page is wider than the window`)
      })
      await context.close()
      expect(faults).toEqual([])
      expect(trouble).toEqual([])
    },
    180_000,
  )

  test('goes on with the keyboard alone, and no press drops the focus', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(playground.url)
    await page.getByRole('button', { name: 'Write one for me' }).press('Enter')
    await page.waitForFunction('document.activeElement.value.startsWith("/promise @bob")')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Show Alice and Bob' }).press('Enter')
    await focused(page, '.tour button', /^Move to Fri/)
    await page.keyboard.press('Enter')
    await focused(page, '.tour button', /^Show Alice and Bob$/)

    const [alice, bob] = [page.locator('.window').first(), page.locator('.window').last()]
    await alice.getByRole('log').press('ArrowUp')
    await focused(page, 'article', /It is time/)
    await alice.getByRole('button', { name: 'Done', exact: true }).last().press('Enter')
    await focused(page, 'article', /share the launch notes/)
    await bob.getByText('Alice says it is done').waitFor()
    await bob.getByRole('log').press('ArrowUp')
    await focused(page, 'article', /Alice says it is done/)
    await bob.getByRole('button', { name: 'Kept, thank you' }).press('Enter')
    await focused(page, 'article', /Kept, Fri/)
    await page.getByRole('heading', { name: 'Answer the weekly question' }).waitFor()

    await alice.getByRole('button', { name: 'Ask them' }).press('Enter')
    await alice.getByText('You asked Bob and Carol').waitFor()
    await focused(page, 'article', /You asked Bob and Carol/)
    await page.getByRole('button', { name: 'Start the story over' }).press('Enter')
    await focused(page, '.start-over button', /^Keep it$/)
    await page.keyboard.press('Enter')
    await focused(page, '.tour button', /./)
    await page.close()
  }, 90_000)

  test('a form is opened, filled and left with the keyboard alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(playground.url)
    const composer = page.getByRole('textbox', { name: /^Message / })
    await composer.focus()
    await page.keyboard.type('/pro')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog', { name: 'Make a promise' })
    await form.waitFor()

    await page.keyboard.type('bob')
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Remove Bob' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await form.getByText('Please complete this required field.').waitFor()
    await page.keyboard.type('water the plants')
    expect(await form.getByRole('textbox', { name: 'What?' }).inputValue()).toBe('water the plants')

    for (let presses = 0; presses < 20; presses++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true)
    }
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.matches(".composer textarea")')).toBe(true)
    await page.close()
  }, 60_000)
})

/** Waits until the element with the focus is such a one with such a text. */
async function focused(page: Page, selector: string, text: RegExp): Promise<void> {
  await page.locator(`${selector}:focus`, { hasText: text }).waitFor()
}

/** What a browser would write in red. */
function troubleOn(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()))
  return trouble
}

const judge = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function barriers(page: Page): Promise<string[]> {
  await standStill(page)
  await page.evaluate(judge)
  const found = await page.evaluate<{ id: string; impact: string; where: string }[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
       violations.map(({ id, impact, nodes }) =>
         ({ id, impact, where: nodes.map((node) => node.target.join(' ')).join(', ') })))`,
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, where }) => `${id} at ${where}`)
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
}
