/** The roll call: every feature, in the order in which App Home and help show them. */
import type { Feature } from '../feature.ts'
import { promises } from './promises/index.ts'
import { settingsWith } from './settings/index.ts'

export interface FeatureParts {
  /** Seals what must not be read from the database. */
  key: Buffer
}

export function featuresWith(_parts: FeatureParts): Feature[] {
  const features = [promises]
  return [...features, settingsWith(features)]
}
