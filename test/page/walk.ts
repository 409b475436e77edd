import type { Locator, Page } from 'playwright-core'

/** What the walk comes by, in its order; whoever walks may look around at each. */
export type Moment = 'start' | 'promise' | 'other side' | 'friday' | 'kept'

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
}

export function tour(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Tour' })
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
