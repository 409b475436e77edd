import type { CandorTables } from './candor/store/tables.ts'
import type { CircleTables } from '../circles/tables.ts'
import type { PromiseTables } from './promises/store/tables.ts'

/** The tables of every feature. */
export interface FeatureTables extends PromiseTables, CandorTables, CircleTables {}
