import { Plain } from '../text/text.tsx'
import type { Choice } from './select-options.ts'

interface OptionsProps {
  id: string
  choices: Choice[]
  active: number
  chosen: string[]
  onChoose: (choice: Choice) => void
}

/** The list of choices under a field, for its combobox. */
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
