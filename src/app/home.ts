/** App Home: how things stand, then the sections of each feature, in the order of the roll call. */
import type { KnownBlock } from '@slack/types'
import * as z from 'zod'
import { loadPeople } from '../people/load-people.ts'
import { limits, uniqueActionIds } from '../slack/blocks.ts'
import { homeTop, sectionBlocks, type HomeSection } from '../slack/home-section.ts'
import { parseValue } from '../slack/parse-value.ts'
import type { AppParts } from './parts.ts'

type HomeParts = Pick<AppParts, 'ctx' | 'features' | 'clientOf'>

/** The page of each section that is not on its first one; it stands in the private_metadata of the Home view. */
export type HomePages = Record<string, number>

const pagesSchema = z.record(z.string().max(60), z.number().int().min(0).max(100_000))

/** The pages that somebody's Home shows, with the one that they turned. */
export function readPages(metadata: string, turned?: { section: string; page: number }): HomePages {
  const pages = parseValue(pagesSchema, metadata) ?? {}
  return turned ? { ...pages, [turned.section]: turned.page } : pages
}

export async function publishHome(
  parts: HomeParts,
  teamId: string,
  userId: string,
  pages: HomePages = {},
): Promise<void> {
  const client = await parts.clientOf(teamId)
  if (!client) return
  const sections = await loadSections(parts, teamId, userId, pages)
  if (!sections) return
  const turned = sections.flatMap(({ id, page }) => (page ? [[id, page] as const] : []))
  await client.views.publish({
    user_id: userId,
    view: {
      type: 'home',
      private_metadata: JSON.stringify(Object.fromEntries(turned)),
      blocks: layOut(sections),
    },
  })
}

/** Undefined = Slack does not say who this is. */
async function loadSections(
  { ctx, features, clientOf }: HomeParts,
  teamId: string,
  userId: string,
  pages: HomePages,
): Promise<HomeSection[] | undefined> {
  const people = await loadPeople(ctx, clientOf, teamId, [userId])
  const me = people.get(userId)
  if (!me) return undefined
  const now = await ctx.clock.now()
  const pageOf = (section: string) => (Object.hasOwn(pages, section) ? pages[section]! : 0)
  return ctx.db.transaction().execute(async (db) => {
    const call = { teamId, me, people, now, db, cipher: ctx.cipher, log: ctx.log, pageOf }
    const sections: HomeSection[] = []
    for (const feature of features) sections.push(...((await feature.homeSections?.(call)) ?? []))
    return sections
  })
}

/** The last section is Settings: where the hundred blocks do not suffice, what stands before it gives way. */
function layOut(sections: readonly HomeSection[]): KnownBlock[] {
  const last = sections.slice(-1).flatMap(sectionBlocks)
  const others = [...homeTop(sections), ...sections.slice(0, -1).flatMap(sectionBlocks)]
  return uniqueActionIds([...others.slice(0, limits.viewBlocks - last.length), ...last])
}
