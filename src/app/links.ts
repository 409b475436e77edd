/** What one feature asks of another: the links that a reply names, in their order. */
import type { Call, Feature, LinkHandlers, Links, OpenCall, Reply } from '../feature.ts'

/** One feature asks another to open a form, which a third completes; a longer chain would be hard to follow. */
const longestChain = 2

/** Runs the links that a reply asks for, within the transaction of `call`. */
export async function runLinks(features: readonly Feature[], call: Call, reply: Reply): Promise<Reply> {
  return followLinks(reply, (name, input) => {
    const handler = linkHandler(features, name)
    return typeof handler === 'function' ? handler(call, input) : handler.readOnly(call, input)
  })
}

/** The same outside of a transaction, where nothing may be stored any more. */
export async function runReadOnlyLinks(
  features: readonly Feature[],
  call: OpenCall,
  reply: Reply,
): Promise<Reply> {
  return followLinks(reply, (name, input) => {
    const handler = linkHandler(features, name)
    if (typeof handler === 'function') throw new Error(`The link ${name} may store something`)
    return handler.readOnly(call, input)
  })
}

type RunLink = <Name extends keyof Links>(name: Name, input: Links[Name]) => Promise<Reply>

async function followLinks({ next, ...reply }: Reply, run: RunLink, depth = 1): Promise<Reply> {
  if (!next) return reply
  if (depth > longestChain) throw new Error('Too long a chain of links')
  const result: Reply = { ...reply }
  for (const { to, input } of [next].flat())
    Object.assign(result, await followLinks(await run(to, input), run, depth + 1))
  return result
}

function linkHandler<Name extends keyof Links>(
  features: readonly Feature[],
  name: Name,
): NonNullable<LinkHandlers[Name]> {
  const handler: LinkHandlers[Name] | undefined = features.find((feature) => feature.links?.[name])?.links?.[
    name
  ]
  if (!handler) throw new Error(`No feature answers the link ${name}`)
  return handler
}
