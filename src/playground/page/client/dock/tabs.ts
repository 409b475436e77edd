export const dockTabs = ['tour', 'planned', 'wire', 'faults'] as const

export type DockTab = (typeof dockTabs)[number]
