import type { PromiseTables } from './promises/tables.ts'

/** The tables of every feature. */
export interface FeatureTables extends PromiseTables {}
