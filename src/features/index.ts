/** The roll call: every feature, in the order in which App Home and help show them. */
import type { Feature } from '../feature.ts'
import { candorWith } from './candor/index.ts'
import { circle } from './circle/index.ts'
import { promises } from './promises/index.ts'
import { settingsWith } from './settings/index.ts'

export interface FeatureParts {
  /** Seals what must not be read from the database. */
  key: Buffer
}

export function featuresWith({ key }: FeatureParts): Feature[] {
  const features = [promises, candorWith(key), circle]
  return [...features, settingsWith(features)]
}
