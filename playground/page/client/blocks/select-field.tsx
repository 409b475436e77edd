import type { MultiSelect, Select } from '@slack/types'
import { useId, useRef, useState } from 'preact/hooks'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { Plain } from '../text/text.tsx'
import type { FieldProps } from './field-props.ts'
import { choicesOf, stateForValues, chosenValues, type Choice } from './select-options.ts'

/** A combobox: typing narrows the list below the field. */
export function SelectField({
  element,
  state,
  set,
  label,
  id,
  describedBy,
}: FieldProps<Select | MultiSelect>) {
  const { state: windowApi } = useWindow()
  const [query, setQuery] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const field = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const choices = choicesOf(element, windowApi)
  const chosen = chosenValues(state)
  const several = element.type.startsWith('multi_')
  const most = 'max_selected_items' in element ? element.max_selected_items : undefined
  const open = query !== null
  const shown = choices.filter(
    (choice) => matches(choice, query ?? '') && !(several && chosen.includes(choice.value)),
  )
  const labelOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value
  const text = several ? (query ?? '') : (query ?? (chosen[0] === undefined ? '' : labelOf(chosen[0])))

  const choose = (choice: Choice | undefined) => {
    if (!choice || (several && most !== undefined && chosen.length >= most)) return
    setQuery(several ? '' : null)
    setActive(0)
    set(stateForValues(element, several ? [...chosen, choice.value] : [choice.value]))
  }
  const remove = (value: string) => {
    set(
      stateForValues(
        element,
        chosen.filter((one) => one !== value),
      ),
    )
    input.current?.focus()
  }
  const show = () => {
    setQuery('')
    setActive(Math.max(0, several ? 0 : choices.findIndex((choice) => choice.value === chosen[0])))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setQuery(null)
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return show()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((active + step + shown.length) % Math.max(1, shown.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (open) choose(shown[active])
      else show()
    }
    if (event.key === 'Backspace' && several && text === '' && chosen.length > 0) remove(chosen.at(-1)!)
  }

  return (
    <div ref={field} class={several ? 'select several' : 'select'} onClick={() => input.current?.focus()}>
      {several &&
        chosen.map((value) => (
          <span key={value} class="chip">
            {labelOf(value)}
            <button type="button" aria-label={`Remove ${labelOf(value)}`} onClick={() => remove(value)}>
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={label ?? (id ? undefined : (element.placeholder?.text ?? 'Choose'))}
        aria-describedby={describedBy}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
        placeholder={several && chosen.length > 0 ? '' : placeholderOf(element, query, chosen, labelOf)}
        value={text}
        onClick={() => open || show()}
        onInput={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery(null)}
      />
      <Icon name="down" size={16} />
      {open && (
        <Popover anchor={field} onClose={() => setQuery(null)} fit class="menu">
          <Options id={listId} choices={shown} active={active} chosen={chosen} onChoose={choose} />
        </Popover>
      )}
    </div>
  )
}

interface OptionsProps {
  id: string
  choices: Choice[]
  active: number
  chosen: string[]
  onChoose: (choice: Choice) => void
}

export function Options({ id, choices, active, chosen, onChoose }: OptionsProps) {
  return (
    <div id={id} role="listbox" aria-label="Choices">
      {choices.length === 0 && <p class="nothing">Nothing fits</p>}
      {choices.map((choice, index) => (
        <div key={choice.value} role="presentation">
          {choice.group && choice.group !== choices[index - 1]?.group && (
            <p class="group-label">{choice.group}</p>
          )}
          <div
            id={`${id}-${index}`}
            ref={(row) => void (index === active && row?.scrollIntoView({ block: 'nearest' }))}
            role="option"
            class={index === active ? 'menu-item active' : 'menu-item'}
            aria-selected={chosen.includes(choice.value)}
            // Keeps the focus in the field; it would be lost before the click arrives.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => {
              event.stopPropagation()
              onChoose(choice)
            }}
          >
            <span>
              <Plain source={choice.label} />
            </span>
            {choice.hint && <small>{choice.hint}</small>}
          </div>
        </div>
      ))}
    </div>
  )
}

function matches(choice: Choice, query: string): boolean {
  const sought = query.trim().toLowerCase().replace(/^@/, '')
  return `${choice.label} ${choice.hint ?? ''}`.toLowerCase().includes(sought)
}

function placeholderOf(
  element: Select | MultiSelect,
  query: string | null,
  chosen: string[],
  labelOf: (value: string) => string,
): string {
  if (query !== null && chosen[0] !== undefined) return labelOf(chosen[0])
  return element.placeholder?.text ?? 'Choose'
}
