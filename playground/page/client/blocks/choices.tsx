import type { Checkboxes, Option, RadioButtons } from '@slack/types'
import { useId } from 'preact/hooks'
import { Text } from '../text/text.tsx'
import type { FieldProps } from './field-props.ts'
import { chosenValues } from './select-options.ts'

export function Choices({ element, state, set, label, describedBy }: FieldProps<RadioButtons | Checkboxes>) {
  const name = useId()
  const several = element.type === 'checkboxes'
  const chosen = chosenValues(state)
  const isOn = (option: Option) => chosen.includes(option.value ?? option.text.text)

  const toggle = (option: Option) => {
    if (!several) return set({ type: element.type, selected_option: option })
    const options = element.options.filter((one) => isOn(one) !== (one.value === option.value))
    set({ type: element.type, selected_options: options })
  }

  return (
    <div
      class="choices"
      role={several ? 'group' : 'radiogroup'}
      aria-label={label ?? 'Choices'}
      aria-describedby={describedBy}
    >
      {element.options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            checked={isOn(option)}
            onChange={() => toggle(option)}
          />
          <span>
            <span class="body-text">
              <Text text={option.text} />
            </span>
            {option.description && (
              <small>
                <Text text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
