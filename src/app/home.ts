/** App Home: how things stand, then the sections of each feature, in the order of the roll call. */
import type { HomeView, KnownBlock } from '@slack/types'
import * as z from 'zod'
import { loadPeople } from '../people/load-people.ts'
import type { People, Person } from '../people/person.ts'
import { limits, uniqueActionIds } from '../slack/blocks.ts'
import { homeTop, sectionBlocks, type HomeSection } from '../slack/home-section.ts'
import { parseValue } from '../slack/parse-value.ts'
import type { AppParts } from './parts.ts'
import { outsiderHome } from './views.ts'

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
  const people = await loadPeople(parts.ctx, parts.clientOf, teamId, [userId])
  const me = people.get(userId)
  if (!me) return
  const publish = (view: HomeView) => client.views.publish({ user_id: userId, view })
  if (me.isExternal) return void (await publish({ type: 'home', blocks: outsiderHome() }))
  const sections = await loadSections(parts, me, people, pages)
  const turned = sections.flatMap(({ id, page }) => (page ? [[id, page] as const] : []))
  await publish({
    type: 'home',
    private_metadata: JSON.stringify(Object.fromEntries(turned)),
    blocks: layOut(sections),
  })
}

async function loadSections(
  { ctx, features }: HomeParts,
  me: Person,
  people: People,
  pages: HomePages,
): Promise<HomeSection[]> {
  const now = await ctx.clock.now()
  const pageOf = (section: string) => (Object.hasOwn(pages, section) ? pages[section]! : 0)
  return ctx.db.transaction().execute(async (db) => {
    const call = { teamId: me.teamId, me, people, now, db, cipher: ctx.cipher, log: ctx.log, pageOf }
    const sections: HomeSection[] = []
    const shown = features.filter((feature) => !(me.isGuest && feature.isForMembers))
    for (const feature of shown) sections.push(...((await feature.homeSections?.(call)) ?? []))
    return sections
  })
}

/** The last section is Settings: where the hundred blocks do not suffice, what stands before it gives way. */
function layOut(sections: readonly HomeSection[]): KnownBlock[] {
  const last = sections.slice(-1).flatMap(sectionBlocks)
  const others = [...homeTop(sections), ...sections.slice(0, -1).flatMap(sectionBlocks)]
  return uniqueActionIds([...others.slice(0, limits.viewBlocks - last.length), ...last])
}
