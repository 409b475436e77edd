/** Bars made of characters: a picture where no file can be sent, and beside one. Pure. */

/** Characters of the longest bar: with its label it fits the width of a phone. */
const longest = 12

export interface Bar {
  label: string
  count: number
}

/** In letters of one width, so that the bars stand below one another. Each names what it is and how many. */
export function textBars(bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const width = Math.max(...bars.map(({ label }) => label.length))
  const lines = bars.map(({ label, count }) => {
    const length = count && Math.max(1, Math.round((count / most) * longest))
    return `${label.padEnd(width)} ${'▇'.repeat(length)}${length ? ' ' : ''}${count}`
  })
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``
}
