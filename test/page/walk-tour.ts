import type { Locator, Page } from 'playwright-core'

/** What the walk comes by, in its order; whoever walks may look around at each. */
export type Moment = 'start' | 'promise' | 'other side' | 'friday' | 'kept' | 'answer' | 'told' | 'end'

/** Walks the tour as a newcomer does, with the hands the page gives them. Fails where a step is not noticed. */
export async function walkTour(page: Page, look: (moment: Moment) => Promise<void>): Promise<void> {
  await atStep(page, 'Make a promise')
  await look('start')

  await page.getByRole('button', { name: 'Write one for me' }).click()
  await composer(page).press('Enter')
  await page.getByText('Only visible to you').last().waitFor()
  await atStep(page, 'Be the other side')
  await look('promise')

  await tour(page).getByRole('button', { name: 'Be Bob' }).click()
  await lastMessage(page, 'promised you: share the launch notes').waitFor()
  await atStep(page, 'Move to Friday')
  await look('other side')

  await tour(page).getByRole('button', { name: 'Move to Friday' }).click()
  await atStep(page, 'Answer the weekly question')
  await openApp(page, 'Alice')
  // One reminder may speak of several promises: the buttons under these words are the ones meant.
  const done = page
    .locator('.section:has-text("Due today: share the launch notes") + .actions')
    .getByRole('button', { name: 'Done' })
  await done.waitFor()
  await look('friday')

  await done.click()
  await openApp(page, 'Bob')
  await lastMessage(page, 'says it is done: share the launch notes')
    .getByRole('button', { name: 'Kept, thank you' })
    .click()
  await openApp(page, 'Alice')
  await lastMessage(page, 'says: kept, thank you').waitFor()
  await look('kept')

  await answerTheWeeklyQuestion(page, look)
  await turnItIntoAPromise(page, look)
}

async function answerTheWeeklyQuestion(page: Page, look: (moment: Moment) => Promise<void>): Promise<void> {
  await lastMessage(page, 'This week').getByRole('button', { name: 'Ask them' }).click()
  await lastMessage(page, 'You asked').waitFor()
  await openApp(page, 'Bob')
  await lastMessage(page, 'asks you').getByRole('button', { name: 'Answer', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Your answer' })
  await form
    .getByRole('textbox', { name: 'What would you tell them?' })
    .fill('Plans change in your head before they change on the page. We hear of it a day late.')
  await look('answer')
  await form.getByRole('button', { name: 'Send' }).click()
  await atStep(page, 'Turn it into a promise')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
}

async function turnItIntoAPromise(page: Page, look: (moment: Moment) => Promise<void>): Promise<void> {
  await openApp(page, 'Alice')
  await lastMessage(page, 'for you. Open').getByRole('button', { name: /^Read/ }).click()
  const told = page.getByRole('dialog', { name: 'What you were told' })
  await told.getByText('We hear of it a day late').waitFor()
  await look('told')
  await told.getByRole('button', { name: 'Make it a promise' }).first().click()
  const form = page.getByRole('dialog', { name: 'Make a promise' })
  await form.getByRole('textbox', { name: 'What?' }).fill('write down a change of plan the day it is made')
  await form.getByRole('button', { name: 'Promise', exact: true }).click()
  await tour(page).getByText('That is the whole of it').waitFor()
  await look('end')
  await page.getByRole('dialog', { name: 'Forthright' }).getByRole('button', { name: 'Close' }).last().click()
  await page.locator('.dialog').waitFor({ state: 'detached' })
}

export function tour(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Tour' })
}

/** Waits until what comes into view has come; what turns for ever may go on. */
export async function standStill(page: Page): Promise<void> {
  await page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity)
      .map((animation) => animation.finished))`)
}

/** The step that the tour says one is at. */
async function atStep(page: Page, title: string): Promise<void> {
  await tour(page).locator('[aria-current="step"]').getByRole('heading', { name: title }).waitFor()
}

function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message / })
}

function lastMessage(page: Page, words: string): Locator {
  return page.getByRole('article').filter({ hasText: words }).last()
}

/** Becomes somebody by the faces in the bar, and opens what the app told them. */
export async function openApp(page: Page, name: string): Promise<void> {
  await page
    .getByRole('group', { name: 'Be' })
    .getByRole('button', { name: `Be ${name}` })
    .click()
  const back = page.getByRole('button', { name: 'Back to the list' })
  if (await back.isVisible()) await back.click()
  await page.getByRole('navigation').first().getByRole('button', { name: 'Forthright' }).click()
  await page.getByRole('button', { name: 'Messages' }).first().waitFor()
}
