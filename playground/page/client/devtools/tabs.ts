export const devtoolsTabs = ['tour', 'planned', 'people', 'wire', 'faults'] as const

export type DevtoolsTab = (typeof devtoolsTabs)[number]
