import type {
  EmailInput,
  NumberInput,
  PlainTextInput,
  RichTextInput,
  RichTextBlock,
  URLInput,
} from '@slack/types'
import type { TargetedInputEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldProps } from './field-props.ts'
import { stringIn } from './values.ts'
import type { ElementState } from '../../../act.ts'

type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput | RichTextInput

interface Props extends FieldProps<TextElement> {
  /** Sends the value before the form is submitted; absent where the block does not dispatch. */
  dispatch: ((state: ElementState) => void) | undefined
}

const inputTypes = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
  rich_text_input: 'text',
} as const

export function TextField({ element, state, set, id, describedBy, label, dispatch }: Props) {
  const value = textOfState(state)
  const most = element.type === 'plain_text_input' ? element.max_length : undefined
  const shared = {
    id,
    value,
    placeholder: element.placeholder?.text ?? '',
    'aria-label': label,
    'aria-describedby': describedBy,
    autocomplete: 'off',
    'data-autofocus': 'focus_on_load' in element && element.focus_on_load ? '' : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const next = stateFor(element, event.currentTarget.value)
      set(next)
      if (dispatchesOn(element, 'on_character_entered')) dispatch?.(next)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!dispatch || event.key !== 'Enter' || event.isComposing) return
      if (!dispatchesOn(element, 'on_enter_pressed')) return
      event.preventDefault()
      dispatch(state)
    },
  }
  const tall =
    element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline)
  return (
    <div class="text-field">
      {tall ? (
        <GrowingArea shared={shared} value={value} />
      ) : (
        <input
          {...shared}
          type={inputTypes[element.type]}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
        />
      )}
      {most !== undefined && value.length > most - 100 && (
        <span class={value.length > most ? 'counter over' : 'counter'} aria-live="polite">
          {most - value.length}
        </span>
      )}
    </div>
  )
}

function GrowingArea({ shared, value }: { shared: Record<string, unknown>; value: string }) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight + 2}px`
  }, [value])
  return <textarea ref={area} rows={4} {...shared} />
}

function dispatchesOn(element: TextElement, moment: 'on_enter_pressed' | 'on_character_entered'): boolean {
  const moments = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  return moments.includes(moment)
}

function textOfState(state: ElementState): string {
  if (state.type !== 'rich_text_input') return stringIn(state, 'value') ?? ''
  return isRichText(state['rich_text_value']) ? textOfRichText(state['rich_text_value']) : ''
}

function isRichText(value: unknown): value is RichTextBlock {
  return typeof value === 'object' && value !== null && 'elements' in value
}

/** The field writes one section of plain text, so only that is read back. */
function textOfRichText(block: RichTextBlock): string {
  const pieces = block.elements.flatMap((piece) => (piece.type === 'rich_text_section' ? piece.elements : []))
  return pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('')
}

function stateFor(element: TextElement, text: string): ElementState {
  if (element.type !== 'rich_text_input') return { type: element.type, value: text === '' ? null : text }
  const value = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  }
  return { type: element.type, rich_text_value: text === '' ? null : value }
}
