/** Every feature, in the order in which App Home and help show them. */
import type { Feature } from '../feature.ts'
import { aims } from './aims/index.ts'
import { candor } from './candor/index.ts'
import { circle } from './circle/index.ts'
import { lifeline } from './lifeline/index.ts'
import { promises } from './promises/index.ts'
import { pulse } from './pulse/index.ts'
import { privacyWith, type PrivacySettings } from './privacy/index.ts'
import { relationshipsWith } from './relationships/index.ts'
import { settingsWith } from './settings/index.ts'
import { createWelcome } from './welcome/index.ts'

const conversations = [promises, candor, circle, lifeline, relationshipsWith([promises, candor]), aims, pulse]

/** What the operator decides and people are told of. */
export function featuresWith(settings: PrivacySettings): readonly Feature[] {
  const others = [...conversations, privacyWith(conversations, settings), createWelcome()]
  return [...others, settingsWith(others)]
}

export const features: readonly Feature[] = featuresWith({ retentionMonths: 12, publicUrl: undefined })
