/** The parts of a page that a command writes: between `<!-- the command -->` and `<!-- end -->`. */

/** What stands there; undefined = the page has no such place. */
export function blockOf(text: string, command: string): string | undefined {
  return patternOf(command).exec(text)?.[2]?.trim()
}

export function withBlock(text: string, command: string, content: string): string {
  if (blockOf(text, command) === undefined) throw new Error(`The page has no place for ${command}`)
  return text.replace(
    patternOf(command),
    (_, begin: string, _old, end: string) => `${begin}\n${content}\n${end}`,
  )
}

function patternOf(command: string): RegExp {
  return new RegExp(`(<!-- ${command} -->)([\\s\\S]*?)(<!-- end -->)`)
}
