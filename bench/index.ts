/**
 * Every figure of the project but those of the due-time language, one after the other, and then as a table in
 * docs/performance.md: `npm run bench`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { withBlock } from '../scripts/page-block.ts'
import { benchBusyWorkspace } from './busy-workspace.ts'
import { benchBytes } from './bytes.ts'
import { benchErasure } from './erasure.ts'
import { benchFootprint } from './footprint.ts'
import { benchHome } from './home.ts'
import { benchIdle } from './idle.ts'
import { benchLedger, benchPosts } from './ledger.ts'
import { benchLimits } from './limits.ts'
import { figureTable } from './parts/figure.ts'
import { benchPictures } from './pictures.ts'
import { benchPromise } from './promise.ts'

await benchPromise()
await benchLedger()
await benchPosts()
await benchIdle()
await benchHome()
await benchBytes()
await benchPictures()
await benchErasure()
await benchLimits()
await benchBusyWorkspace()
await benchFootprint()

const page = new URL('../docs/performance.md', import.meta.url)
writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'npm run bench', figureTable()))
process.exit(0)
