/** The questions: written to draw out criticism, and asked as advice. Pure. */

export const firstQuestions = [
  'What am I missing?',
  'What do I not see that gets in the way of my work, or of the people around me?',
  'What keeps me from the next level?',
  'What would you tell me if you were not afraid of discouraging me?',
] as const

export const maxQuestions = 9
export const maxQuestion = 300
export const maxOwnLine = 1000

/** The question of the nth round: the workspace's questions and one's own take turns. */
export function questionOf(
  begun: number,
  workspace: readonly string[] | undefined,
  own: readonly string[],
): string {
  const all = [...(workspace?.length ? workspace : firstQuestions), ...own]
  return all[begun % all.length]!
}

/** One a line, without empty lines. Undefined = too many, or one is too long. */
export function readQuestions(text: string): string[] | undefined {
  const questions = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const fits =
    questions.length <= maxQuestions && questions.every((question) => question.length <= maxQuestion)
  return fits ? [...new Set(questions)] : undefined
}
