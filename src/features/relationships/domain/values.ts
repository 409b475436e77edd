/** What a person says they value: at most three of the five currencies, and their own words. Pure. */
import * as z from 'zod'
import { currencies, type Currency } from '../../../people/currency.ts'

export const valueLimits = { currencies: 3, words: 300 } as const

export interface StatedValues {
  currencies: readonly Currency[]
  words: string
}

const stated = z.object({
  currencies: z.array(z.enum(currencies)).max(valueLimits.currencies),
  words: z.string(),
})

/** As it is stored, encrypted. */
export function valuesToText(values: StatedValues): string {
  return JSON.stringify(values)
}

/** Undefined = not to be read. */
export function valuesFromText(text: string): StatedValues | undefined {
  return text ? stated.safeParse(JSON.parse(text)).data : undefined
}
