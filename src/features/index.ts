/** Every feature, in the order in which App Home and help show them. */
import type { Feature } from '../feature.ts'
import { candor } from './candor/index.ts'
import { circle } from './circle/index.ts'
import { promises } from './promises/index.ts'
import { settingsWith } from './settings/index.ts'

const conversations = [promises, candor, circle]

export const features: readonly Feature[] = [...conversations, settingsWith(conversations)]
