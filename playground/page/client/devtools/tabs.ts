export const dockTabs = ['tour', 'planned', 'wire', 'people', 'faults'] as const

export type DockTab = (typeof dockTabs)[number]
