import type { Confirm } from '@slack/types'
import { useId } from 'preact/hooks'
import { Plain, Text } from '../text/text.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  confirm: Confirm
  onAnswer: (yes: boolean) => void
}

/** The confirmation dialog of an element. */
export function Question({ confirm, onAnswer }: Props) {
  const titleId = useId()
  return (
    <Dialog role="alertdialog" labelledBy={titleId} class="question" onEscape={() => onAnswer(false)}>
      <header class="dialog-head">
        <h2 id={titleId}>
          <Plain source={confirm.title?.text ?? 'Are you sure?'} />
        </h2>
      </header>
      <div class="dialog-body body-text">
        <Text text={confirm.text} />
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button type="button" class={`button ${confirm.style ?? 'primary'}`} onClick={() => onAnswer(true)}>
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </Dialog>
  )
}
