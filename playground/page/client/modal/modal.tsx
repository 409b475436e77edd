import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OpenView } from '../../../api.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { BlocksProvider, useBlocksState } from '../blocks/draft-state.tsx'
import { emptyInputErrors, valuesOf } from '../blocks/values.ts'
import { AppSign } from '../parts/avatar.tsx'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Plain } from '../text/text.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  open: OpenView
  /** Another view or a question is on top of it. */
  under: boolean
}

const none = {}

export function Modal({ open, under }: Props) {
  const { state, act } = useWindow()
  const { view } = open
  const [own, setOwn] = useState<Record<string, string>>(none)
  const [sending, setSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isClosing = useRef(false)
  const titleId = useId()
  const errors = Object.keys(own).length > 0 ? own : open.errors
  const place = useBlocksState({ kind: 'view', viewId: view.id }, view.blocks, errors)
  const busy = sending || open.busy
  useLayoutEffect(() => focusFirstError(form.current, errors), [errors])

  const as = state.viewer.id
  const close = () => {
    // A second Escape comes before the first one has taken the modal away.
    if (isClosing.current) return
    isClosing.current = true
    void act({ do: 'close', as, viewId: view.id }).then(() => (isClosing.current = false))
  }
  const submit = async () => {
    if (busy || view.type !== 'modal' || !view.submit) return
    const found = emptyInputErrors(view.blocks, place.drafts)
    setOwn(found)
    if (Object.keys(found).length > 0) return
    setSending(true)
    await act({ do: 'submit', as, viewId: view.id, values: valuesOf(view.blocks, place.drafts) })
    setSending(false)
  }

  const title = view.type === 'modal' ? view.title.text : ''
  const submitLabel = view.type === 'modal' ? view.submit?.text : undefined
  const closeLabel = (view.type === 'modal' && view.close?.text) || (submitLabel ? 'Cancel' : 'Close')
  return (
    <Dialog
      role="dialog"
      labelledBy={titleId}
      hidden={under}
      content={view.hash}
      onEscape={close}
      onSubmit={() => void submit()}
      class="modal"
    >
      <header class="dialog-head">
        <AppSign size={28} />
        <h2 id={titleId}>
          <Plain source={title} />
        </h2>
        <button type="button" class="ghost" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <form
        ref={form}
        class="dialog-body"
        noValidate
        tabIndex={0}
        aria-labelledby={titleId}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <BlocksProvider place={place}>
          <Blocks blocks={view.blocks} />
        </BlocksProvider>
      </form>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={close}>
          {closeLabel}
        </button>
        {submitLabel && (
          <button
            type="button"
            class={busy ? 'button primary busy' : 'button primary'}
            aria-busy={busy}
            onClick={() => void submit()}
          >
            {submitLabel}
          </button>
        )}
      </footer>
    </Dialog>
  )
}

function focusFirstError(form: HTMLFormElement | null, errors: Record<string, string>) {
  if (Object.keys(errors).length === 0) return
  const wrong = form?.querySelector<HTMLElement>('.wrong :is(input, textarea, button)')
  wrong?.focus()
}
