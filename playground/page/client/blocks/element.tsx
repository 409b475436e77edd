import type { Button, ImageElement, Overflow } from '@slack/types'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { useWindow, useBlocks } from '../parts/context.tsx'
import { Plain } from '../text/text.tsx'
import { Choices } from './choices.tsx'
import { DateField, DateTimeField, TimeField } from './date-field.tsx'
import { SelectField } from './select-field.tsx'
import { TextField } from './text-field.tsx'
import { initialState, type AnyElement } from './values.ts'
import type { ElementState } from '../../../act.ts'

interface Props {
  blockId: string
  element: Exclude<AnyElement, ImageElement>
  /** Text of its block, as part of the accessible name. */
  about?: string | undefined
  /** Inside an input block an element waits for the submission; elsewhere it acts at once. */
  isDeferred?: boolean
  isDispatching?: boolean
  id?: string
  describedBy?: string
}

export function ElementView({ blockId, element, about, isDeferred, isDispatching, id, describedBy }: Props) {
  const place = useBlocks()
  const { ask } = useWindow()
  const actionId = element.action_id ?? ''
  const state = place.drafts[blockId]?.[actionId] ?? initialState(element) ?? { type: element.type }

  const press = async (pressed: ElementState) => {
    if ('confirm' in element && element.confirm && !(await ask(element.confirm))) return false
    place.press(blockId, actionId, pressed)
    return true
  }
  const set = async (next: ElementState) => {
    const before = state
    place.setDraft(blockId, actionId, next)
    if (!isDeferred && !(await press(next))) place.setDraft(blockId, actionId, before)
  }
  const field = { state, set: (next: ElementState) => void set(next), label: about, id, describedBy }

  switch (element.type) {
    case 'button':
      return (
        <PressButton
          button={element}
          busy={place.busy === `${blockId}/${actionId}`}
          onPress={() => void press({ type: 'button', text: element.text, value: element.value })}
        />
      )
    case 'overflow':
      return <OverflowMenu overflow={element} about={about} onPress={(chosen) => void press(chosen)} />
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...field} element={element} />
    case 'datepicker':
      return <DateField {...field} element={element} />
    case 'timepicker':
      return <TimeField {...field} element={element} />
    case 'datetimepicker':
      return <DateTimeField {...field} element={element} />
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return (
        <TextField
          {...field}
          element={element}
          dispatch={isDispatching ? (next) => void press(next) : undefined}
        />
      )
    case 'file_input':
    case 'workflow_button':
      return <span class="unknown">The playground cannot draw a {element.type}.</span>
    default:
      return <SelectField {...field} element={element} />
  }
}

function PressButton({ button, busy, onPress }: { button: Button; busy: boolean; onPress: () => void }) {
  const className = `button ${button.style ?? ''} ${busy ? 'busy' : ''}`
  const label = button.accessibility_label
  if (button.url)
    return (
      <a
        class={className}
        href={button.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={label}
        onClick={onPress}
      >
        <Plain source={button.text.text} />
        <Icon name="link" size={16} />
      </a>
    )
  return (
    <button
      type="button"
      class={className}
      aria-label={label}
      aria-busy={busy}
      onClick={() => busy || onPress()}
    >
      <Plain source={button.text.text} />
    </button>
  )
}

interface OverflowProps {
  overflow: Overflow
  about: string | undefined
  onPress: (state: ElementState) => void
}

function OverflowMenu({ overflow, about, onPress }: OverflowProps) {
  return (
    <Menu
      label={about ? `More about: ${about.slice(0, 60)}` : 'More'}
      title="More"
      class="button overflow"
      items={overflow.options.map((option, index) => ({
        key: option.value ?? String(index),
        label: <Plain source={option.text.text} />,
        hint: option.description && <Plain source={option.description.text} />,
        choose: () => {
          if (option.url) open(option.url, '_blank', 'noopener')
          onPress({ type: 'overflow', selected_option: option })
        },
      }))}
    >
      <Icon name="dots" />
    </Menu>
  )
}
