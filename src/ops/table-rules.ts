/** The rules of every table there is, from the floors and the features. */
import { circleRules } from '../circles/table-rules.ts'
import type { TableRules } from '../db/table-rules.ts'
import type { Feature } from '../feature.ts'
import { nudgeRules } from '../nudges/table-rules.ts'
import { peopleRules } from '../people/table-rules.ts'
import { workspaceRules } from '../workspaces/table-rules.ts'

export function allTableRules(features: readonly Feature[]): TableRules {
  const ofFeatures = features.flatMap((feature) => Object.entries(feature.tables ?? {}))
  const floors = { ...circleRules, ...nudgeRules, ...peopleRules, ...workspaceRules }
  return { ...Object.fromEntries(ofFeatures), ...floors }
}
