import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Options } from '../blocks/options.tsx'
import type { Choice } from '../blocks/select-options.ts'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { completionAt, usageOf } from './completion.ts'

interface Props {
  channelId: string
  label: string
  /** Text to put into the field, once. */
  prefill: string | undefined
  onPrefilled: () => void
}

export function Composer({ channelId, label, prefill, onPrefilled }: Props) {
  const { state, act } = useWindow()
  const { text, write, caret, setCaret, area } = useDraft(`${state.viewer.id}/${channelId}`)
  const [last, setLast] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const listId = useId()
  const completion = useCompletion(text, caret, (next, at) => {
    write(next, at)
    area.current?.focus()
  })

  // Before the next key press, which is meant for this text.
  useLayoutEffect(() => {
    if (prefill === undefined) return
    write(prefill)
    area.current?.focus()
    onPrefilled()
  }, [prefill])

  const send = async () => {
    const line = text.trim()
    if (line === '') return
    setLast(line)
    write('')
    if (!(await act({ do: 'type', as: state.viewer.id, channelId, text: line }))) write(line)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (completion.onKey(event)) return event.preventDefault()
    if (event.key === 'ArrowUp' && text === '' && last) {
      event.preventDefault()
      write(last)
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }

  return (
    <div ref={frame} class="composer">
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={completion.choices ? listId : undefined}
        aria-activedescendant={completion.choices ? `${listId}-${completion.active}` : undefined}
        onInput={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={completion.dismiss}
      />
      <div class="composer-foot">
        <span class="usage">{usageOf(text, state) ?? 'Type / for commands, @ for people'}</span>
        <button
          type="button"
          class="send"
          aria-label="Send"
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
      {completion.choices && (
        <Popover anchor={frame} side="above" fit onClose={completion.dismiss} class="menu completions">
          <Options
            id={listId}
            choices={completion.choices}
            active={completion.active}
            chosen={[]}
            onChoose={completion.complete}
          />
        </Popover>
      )}
    </div>
  )
}

const drafts = new Map<string, string>()

/** The unsent text of one channel, kept while other channels are open. */
function useDraft(key: string) {
  const [text, setText] = useState(drafts.get(key) ?? '')
  const [caret, setCaret] = useState(0)
  const area = useRef<HTMLTextAreaElement>(null)
  const write = (next: string, at = next.length) => {
    drafts.set(key, next)
    setText(next)
    setCaret(at)
    requestAnimationFrame(() => area.current?.setSelectionRange(at, at))
  }
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight}px`
  }, [text])
  return { text, write, caret, setCaret, area }
}

/** The list of completions at the caret and its keys. */
function useCompletion(text: string, caret: number, write: (text: string, caret: number) => void) {
  const { state } = useWindow()
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState<string>()
  const completion = dismissed === text ? undefined : completionAt(text, caret, state)
  const choices = completion?.choices
  const index = Math.min(active, (choices?.length ?? 1) - 1)
  useLayoutEffect(() => setActive(0), [text])

  const dismiss = () => setDismissed(text)
  const complete = (choice: Choice | undefined) => {
    if (!choice || !completion) return
    const before = text.slice(0, completion.from) + choice.value
    write(before + text.slice(caret).trimStart(), before.length)
  }
  // A command or name typed to its end is sent by Enter, not completed again.
  const isComplete = () => choices?.[index]?.value.trim() === text.slice(completion?.from, caret).trim()
  const onKey = (event: KeyboardEvent): boolean => {
    if (!choices) return false
    if (event.key === 'ArrowDown') setActive((index + 1) % choices.length)
    else if (event.key === 'ArrowUp') setActive((index + choices.length - 1) % choices.length)
    else if (event.key === 'Escape') dismiss()
    else if (event.key === 'Tab' || (event.key === 'Enter' && !isComplete())) complete(choices[index])
    else return false
    return true
  }
  return { choices, active: index, dismiss, complete, onKey }
}
