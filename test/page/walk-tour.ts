import type { Locator, Page } from 'playwright-core'

/** The moments of the tour at which a caller may inspect the page. */
export type Moment = 'start' | 'promise' | 'both sides' | 'due' | 'kept' | 'answer' | 'told' | 'end'

/** Does the tour as a newcomer would. Fails where a step is not noticed. */
export async function walkTour(page: Page, inspect: (moment: Moment) => Promise<void>): Promise<void> {
  await atStep(page, 'Make a promise')
  await inspect('start')

  await page.getByRole('button', { name: 'Write one for me' }).click()
  await page.getByRole('textbox', { name: /^Message / }).press('Enter')
  await page.getByText('Only visible to you').last().waitFor()
  await atStep(page, 'See both sides')
  await inspect('promise')

  // A phone shows one window at a time.
  await tour(page)
    .getByRole('button', { name: /^(Show Alice and Bob|Be Bob)$/ })
    .click()
  await lastMessage(windowOf(page, 'Bob'), 'promised you: share the launch notes').waitFor()
  await atStep(page, 'Move to the due time')
  await inspect('both sides')

  await tour(page)
    .getByRole('button', { name: /^Move to Fri/ })
    .click()
  await atStep(page, 'Done, kept, thanks')
  const alice = await openApp(page, 'Alice')
  const done = pressable(alice, 'share the launch notes', 'Done')
  await done.waitFor()
  await inspect('due')

  await done.click()
  const bob = await openApp(page, 'Bob')
  await lastMessage(bob, 'says it is done: share the launch notes')
    .getByRole('button', { name: 'Kept, thank you' })
    .click()
  await atStep(page, 'Answer the weekly question')
  await lastMessage(await openApp(page, 'Alice'), 'kept, thank you').waitFor()
  await inspect('kept')

  await answerTheWeeklyQuestion(page, inspect)
  await turnItIntoAPromise(page, inspect)
}

async function answerTheWeeklyQuestion(
  page: Page,
  inspect: (moment: Moment) => Promise<void>,
): Promise<void> {
  const alice = await openApp(page, 'Alice')
  await lastMessage(alice, 'This week').getByRole('button', { name: 'Ask them' }).click()
  await lastMessage(alice, 'You asked').waitFor()
  const bob = await openApp(page, 'Bob')
  await lastMessage(bob, 'asks you').getByRole('button', { name: 'Answer', exact: true }).click()
  const form = bob.getByRole('dialog', { name: 'Answer' })
  await form
    .getByRole('textbox', { name: 'What would you tell Alice?' })
    .fill('Plans change in your head before they change on the page. We hear of it a day late.')
  await inspect('answer')
  await form.getByRole('button', { name: 'Send' }).click()
  await atStep(page, 'Turn it into a promise')
  await bob.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
}

async function turnItIntoAPromise(page: Page, inspect: (moment: Moment) => Promise<void>): Promise<void> {
  const alice = await openApp(page, 'Alice')
  await lastMessage(alice, 'for you. Open').getByRole('button', { name: /^Read/ }).click()
  const told = alice.getByRole('dialog', { name: 'What you were told' })
  await told.getByText('We hear of it a day late').waitFor()
  await inspect('told')
  await told.getByRole('button', { name: 'Make it a promise' }).first().click()
  const form = alice.getByRole('dialog', { name: 'Make a promise' })
  await form.getByRole('textbox', { name: 'What?' }).fill('write down a change of plan the day it is made')
  await form.getByRole('button', { name: 'Promise', exact: true }).click()
  await tour(page).getByText('Five things to try').waitFor()
  const closed = alice.getByRole('dialog').getByRole('button', { name: 'Close' }).last()
  if (await closed.isVisible()) await closed.click()
  await page.locator('.dialog').waitFor({ state: 'detached' })
  await inspect('end')
}

export function tour(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Tour' })
}

/** Waits until finite animations have ended. */
export async function standStill(page: Page): Promise<void> {
  await page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity)
      .map((animation) => animation.finished))`)
}

/** Waits until the tour is at this step. */
async function atStep(page: Page, title: string): Promise<void> {
  await tour(page).locator('[aria-current="step"]').getByRole('heading', { name: title }).waitFor()
}

function windowOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${name} .*window$`) })
}

function lastMessage(window: Locator, text: string): Locator {
  return window.getByRole('article').filter({ hasText: text }).last()
}

/** The last button with this label that follows a text in one message: a digest has several. */
function pressable(window: Locator, text: string, label: string): Locator {
  return window
    .locator('.block')
    .filter({ hasText: text })
    .locator('xpath=self::*|following-sibling::*')
    .getByRole('button', { name: label, exact: true })
    .last()
}

/** Shows the app's messages to a person, in a window of their own if it is open, and returns the window. */
export async function openApp(page: Page, name: string): Promise<Locator> {
  const window = windowOf(page, name)
  if (!(await window.isVisible()))
    await page
      .getByRole('group', { name: 'Be' })
      .getByRole('button', { name: `Be ${name}` })
      .click()
  const back = window.getByRole('button', { name: 'Back to the list' })
  if (await back.isVisible()) await back.click()
  await window.getByRole('navigation').getByRole('button', { name: 'Forthright' }).click()
  await window.getByRole('button', { name: 'Messages' }).first().waitFor()
  return window
}
