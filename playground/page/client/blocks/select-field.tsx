import type { MultiSelect, Select } from '@slack/types'
import { useId, useRef, useState } from 'preact/hooks'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import type { FieldProps } from './field-props.ts'
import { Options } from './options.tsx'
import { choicesOf, stateForValues, chosenValues, type Choice } from './select-options.ts'

/** A combobox: typing narrows the list below the field. */
export function SelectField(props: FieldProps<Select | MultiSelect>) {
  const { element, label, id, describedBy } = props
  const select = useSelect(props)
  const { isMultiple, chosen, labelOf, query, shown, active, choose, remove, show, onKeyDown } = select
  const field = useRef<HTMLDivElement>(null)
  const listId = useId()
  const isOpen = query !== null
  const text = isMultiple ? (query ?? '') : (query ?? (chosen[0] === undefined ? '' : labelOf(chosen[0])))

  return (
    <div
      ref={field}
      class={isMultiple ? 'select several' : 'select'}
      onClick={() => select.input.current?.focus()}
    >
      {isMultiple &&
        chosen.map((value) => <Chip key={value} label={labelOf(value)} onRemove={() => remove(value)} />)}
      <input
        ref={select.input}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={label ?? (id ? undefined : (element.placeholder?.text ?? 'Choose'))}
        aria-describedby={describedBy}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && shown[active] ? `${listId}-${active}` : undefined}
        placeholder={isMultiple && chosen.length > 0 ? '' : placeholderOf(element, query, chosen, labelOf)}
        value={text}
        onClick={() => isOpen || show()}
        onInput={(event) => select.search(event.currentTarget.value)}
        onKeyDown={(event) => onKeyDown(event, text)}
        onBlur={select.close}
      />
      <Icon name="down" size={16} />
      {isOpen && (
        <Popover anchor={field} onClose={select.close} fit class="menu">
          <Options id={listId} choices={shown} active={active} chosen={chosen} onChoose={choose} />
        </Popover>
      )}
    </div>
  )
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span class="chip">
      {label}
      <button type="button" aria-label={`Remove ${label}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}

function useSelect({ element, state, set }: FieldProps<Select | MultiSelect>) {
  const { state: windowState } = useWindow()
  const [query, setQuery] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const choices = choicesOf(element, windowState)
  const chosen = chosenValues(state)
  const isMultiple = element.type.startsWith('multi_')
  const most = 'max_selected_items' in element ? element.max_selected_items : undefined
  const shown = choices.filter(
    (choice) => matches(choice, query ?? '') && !(isMultiple && chosen.includes(choice.value)),
  )

  const choose = (choice: Choice | undefined) => {
    if (!choice || (isMultiple && most !== undefined && chosen.length >= most)) return
    setQuery(isMultiple ? '' : null)
    setActive(0)
    set(stateForValues(element, isMultiple ? [...chosen, choice.value] : [choice.value]))
  }
  const remove = (value: string) => {
    const rest = chosen.filter((one) => one !== value)
    set(stateForValues(element, rest))
    input.current?.focus()
  }
  const show = () => {
    setQuery('')
    setActive(Math.max(0, isMultiple ? 0 : choices.findIndex((choice) => choice.value === chosen[0])))
  }
  const move = (step: number) => {
    if (query === null) return show()
    setActive((active + step + shown.length) % Math.max(1, shown.length))
  }
  const onKeyDown = (event: KeyboardEvent, text: string) => {
    if (event.key === 'Escape' && query !== null) {
      event.stopPropagation()
      setQuery(null)
    }
    if (event.key === 'Backspace' && isMultiple && text === '' && chosen.length > 0) remove(chosen.at(-1)!)
    if (!['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return
    event.preventDefault()
    if (event.key !== 'Enter') move(event.key === 'ArrowDown' ? 1 : -1)
    else if (query === null) show()
    else choose(shown[active])
  }
  const search = (text: string) => {
    setQuery(text)
    setActive(0)
  }
  const labelOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value
  const close = () => setQuery(null)
  return {
    input,
    isMultiple,
    chosen,
    labelOf,
    query,
    shown,
    active,
    choose,
    remove,
    show,
    search,
    close,
    onKeyDown,
  }
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
