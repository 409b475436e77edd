import type { InputBlock } from '@slack/types'
import { useBlocks } from '../parts/context.tsx'
import { Plain } from '../text/text.tsx'
import { ElementView } from './element.tsx'

const groups = new Set(['radio_buttons', 'checkboxes', 'datetimepicker'])

export function InputField({ block }: { block: InputBlock }) {
  const { errors } = useBlocks()
  const blockId = block.block_id ?? ''
  const id = `field-${blockId}-${block.element.action_id ?? ''}`.replaceAll(/[^\w-]/g, '_')
  const error = errors[blockId]
  const grouped = groups.has(block.element.type)
  const Tag = grouped ? 'fieldset' : 'div'
  const Label = grouped ? 'legend' : 'label'
  return (
    <Tag class={error ? 'block input wrong' : 'block input'} data-block={blockId}>
      <Label {...(grouped ? {} : { htmlFor: id })} class="input-label" id={`${id}-label`}>
        <Plain source={block.label.text} />
        {block.optional && <span class="optional"> (optional)</span>}
      </Label>
      <ElementView
        blockId={blockId}
        element={block.element}
        isDeferred={!block.dispatch_action || isTextInput(block)}
        isDispatching={block.dispatch_action === true}
        id={id}
        describedBy={`${id}-error ${id}-hint`}
        about={grouped ? block.label.text : undefined}
      />
      <p class="input-error" id={`${id}-error`} role={error ? 'alert' : undefined}>
        {error}
      </p>
      <p class="input-hint" id={`${id}-hint`}>
        {block.hint && <Plain source={block.hint.text} />}
      </p>
    </Tag>
  )
}

/** A text field isDispatching on Enter or per character, by its own configuration. */
function isTextInput(block: InputBlock): boolean {
  return block.element.type.endsWith('_input')
}
