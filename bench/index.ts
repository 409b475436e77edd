/** Every figure of the project but those of the due-time language, one after the other: `npm run bench`. */
import { benchErasure } from './erasure.ts'
import { benchFootprint } from './footprint.ts'
import { benchHome } from './home.ts'
import { benchIdle } from './idle.ts'
import { benchLedger, benchPosts } from './ledger.ts'
import { benchLimits } from './limits.ts'
import { benchPromise } from './promise.ts'

await benchPromise()
await benchLedger()
await benchPosts()
await benchIdle()
await benchHome()
await benchErasure()
await benchLimits()
await benchFootprint()
process.exit(0)
