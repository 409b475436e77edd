/** What something done for a colleague was worth to them: the five currencies of Cohen and Bradford, "Influence without Authority". */
export const currencies = ['inspiration', 'task', 'position', 'relationship', 'personal'] as const
export type Currency = (typeof currencies)[number]
