/** A mistake of set-up: `main.ts` prints its message, which names the setting and never its value, without a stack. */
export class StartError extends Error {
  override readonly name: string = 'StartError'
}
