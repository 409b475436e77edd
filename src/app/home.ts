/** App Home: each feature's part, in the order of the roll call. */
import type { KnownBlock } from '@slack/types'
import { uniqueActionIds, limits } from '../slack/blocks.ts'
import { loadPeople } from '../people/load-people.ts'
import type { AppParts } from './parts.ts'

type HomeParts = Pick<AppParts, 'ctx' | 'features' | 'clientOf'>

export async function publishHome(parts: HomeParts, teamId: string, userId: string, page = 0): Promise<void> {
  const client = await parts.clientOf(teamId)
  if (!client) return
  const blocks = await homeOf(parts, teamId, userId, page)
  if (blocks) await client.views.publish({ user_id: userId, view: { type: 'home', blocks } })
}

/** What somebody's Home shows; undefined = Slack does not say who they are. */
async function homeOf(
  parts: HomeParts,
  teamId: string,
  userId: string,
  page: number,
): Promise<KnownBlock[] | undefined> {
  const { ctx, features } = parts
  const people = await loadPeople(ctx, parts.clientOf, teamId, [userId])
  const me = people.get(userId)
  if (!me) return undefined
  const now = await ctx.clock.now()
  const blocks = await ctx.db.transaction().execute(async (tx) => {
    const all: KnownBlock[] = []
    for (const feature of features)
      if (feature.home)
        all.push(
          ...(await feature.home({
            teamId,
            me,
            people,
            now,
            db: tx,
            cipher: ctx.cipher,
            log: ctx.log,
            page,
          })),
        )
    return all
  })
  return uniqueActionIds(blocks.slice(0, limits.viewBlocks))
}
