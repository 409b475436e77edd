export const devtoolsTabs = ['tour', 'planned', 'wire', 'people', 'faults'] as const

export type DevtoolsTab = (typeof devtoolsTabs)[number]
