import type { Person, State } from '../../../api.ts'
import { AppSign } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Navigation } from '../address.ts'
import type { Navigate } from '../use-navigation.ts'
import { ClockBar } from './clock-bar.tsx'
import { PeopleBar } from './people-bar.tsx'
import type { Act, ActResult } from '../../../act.ts'

interface Props {
  cast: Person[]
  states: ReadonlyMap<string, State>
  viewer: State
  now: Date
  navigation: Navigation
  navigate: Navigate
  act: (act: Act) => Promise<ActResult>
}

export function Bar({ cast, states, viewer, now, navigation, navigate, act }: Props) {
  const { tab } = navigation
  const isMachinery = tab !== null && tab !== 'tour'
  return (
    <header class="bar" data-region>
      <div class="brand">
        <AppSign size={28} />
        <p>
          <b>Forthright</b> <span>playground</span>
        </p>
      </div>
      <PeopleBar
        cast={cast}
        states={states}
        viewer={viewer}
        navigation={navigation}
        navigate={navigate}
        act={act}
      />
      <ClockBar state={viewer} now={now} states={states} act={act} />
      <div class="tools" role="group" aria-label="Beside the window">
        <Tool
          icon="compass"
          label="Tour"
          isOn={tab === 'tour'}
          onPress={() => navigate({ tab: tab === 'tour' ? null : 'tour' })}
        />
        <Tool
          icon="gear"
          label="Machinery"
          isOn={isMachinery}
          onPress={() => navigate({ tab: isMachinery ? null : 'planned' })}
        />
      </div>
    </header>
  )
}

interface ToolProps {
  icon: 'compass' | 'gear'
  label: string
  isOn: boolean
  onPress: () => void
}

function Tool({ icon, label, isOn, onPress }: ToolProps) {
  return (
    <button type="button" class="tool" aria-label={label} title={label} aria-pressed={isOn} onClick={onPress}>
      <Icon name={icon} />
      <span class="tool-label">{label}</span>
    </button>
  )
}
