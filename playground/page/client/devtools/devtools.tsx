import type { Exchange, State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { FaultsPanel } from './faults.tsx'
import type { Guide } from './guide.ts'
import { People } from './people.tsx'
import { Planned } from './planned.tsx'
import type { DevtoolsTab } from './tabs.ts'
import { stepCount } from './tour-steps.ts'
import { TourPanel } from './tour.tsx'
import type { Tour } from './use-tour.ts'
import { Wire } from './wire.tsx'
import type { Act, ActResult } from '../../../act.ts'

interface Props {
  tab: DevtoolsTab
  onTab: (tab: DevtoolsTab | null) => void
  state: State
  now: Date
  exchanges: Exchange[]
  act: (act: Act) => Promise<ActResult>
  tour: Tour
  guide: Guide
}

const machinery = [
  { tab: 'planned', label: 'Planned' },
  { tab: 'people', label: 'People' },
  { tab: 'wire', label: 'On the wire' },
  { tab: 'faults', label: 'Faults' },
] as const

/** The panel beside the windows: the tour, or the machinery behind them. */
export function Devtools({ tab, onTab, state, now, exchanges, act, tour, guide }: Props) {
  const isTour = tab === 'tour'
  const step = Math.min(tour.progress.done + 1, stepCount)
  const tourTitle = tour.progress.done === stepCount ? 'Tour, done' : `Tour, ${step} of ${stepCount}`
  const title = isTour ? tourTitle : 'Machinery'
  return (
    <aside class={`devtools devtools-${tab}`} aria-label={isTour ? 'Tour' : 'Machinery'} data-region>
      <header class="devtools-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="ghost"
          aria-label={`Close the ${isTour ? 'tour' : 'machinery'}`}
          onClick={() => onTab(null)}
        >
          <Icon name="close" />
        </button>
      </header>
      {!isTour && (
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
        {isTour && <TourPanel tour={tour} guide={guide} act={act} />}
        {tab === 'planned' && <Planned state={state} now={now} />}
        {tab === 'wire' && <Wire exchanges={exchanges} state={state} />}
        {tab === 'people' && <People state={state} act={act} />}
        {tab === 'faults' && <FaultsPanel act={act} />}
      </div>
    </aside>
  )
}
