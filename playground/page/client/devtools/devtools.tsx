import type { Act, ActResult, Exchange, State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { Faults } from './faults.tsx'
import { People } from './people.tsx'
import { Planned } from './planned.tsx'
import type { DevtoolsTab } from './tabs.ts'
import { stepCount } from './tour-steps.ts'
import { TourPanel, type Guide } from './tour.tsx'
import type { Tour } from './use-tour.ts'
import { Wire } from './wire.tsx'

interface Props {
  tab: DevtoolsTab
  onTab: (tab: DevtoolsTab) => void
  onClose: () => void
  state: State
  now: Date
  exchanges: Exchange[]
  perform: (act: Act) => Promise<ActResult>
  tour: Tour
  guide: Guide
}

const machinery = [
  { tab: 'planned', label: 'Planned' },
  { tab: 'wire', label: 'On the wire' },
  { tab: 'people', label: 'People' },
  { tab: 'faults', label: 'Faults' },
] as const

/** What lies beside the windows: the tour, or the machinery behind them. */
export function Devtools({ tab, onTab, onClose, state, now, exchanges, perform, tour, guide }: Props) {
  const title =
    tab === 'tour' ? `Tour, ${Math.min(tour.walk.done + 1, stepCount)} of ${stepCount}` : 'Machinery'
  return (
    <aside class={`devtools devtools-${tab}`} aria-label={tab === 'tour' ? 'Tour' : 'Machinery'} data-region>
      <header class="devtools-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="ghost"
          aria-label={`Close the ${tab === 'tour' ? 'tour' : 'machinery'}`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {tab !== 'tour' && (
        <div class="tabs" role="group" aria-label="Machinery">
          {machinery.map((one) => (
            <button
              key={one.tab}
              type="button"
              class="tab"
              aria-pressed={tab === one.tab}
              onClick={() => onTab(one.tab)}
            >
              {one.label}
            </button>
          ))}
        </div>
      )}
      <div class="devtools-body" tabIndex={0} role="region" aria-label={title}>
        {tab === 'tour' && <TourPanel tour={tour} guide={guide} perform={perform} />}
        {tab === 'planned' && <Planned state={state} now={now} />}
        {tab === 'wire' && <Wire exchanges={exchanges} state={state} />}
        {tab === 'people' && <People state={state} perform={perform} />}
        {tab === 'faults' && <Faults perform={perform} />}
      </div>
    </aside>
  )
}
export type { DevtoolsTab } from './tabs.ts'
