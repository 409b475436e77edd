import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Options } from '../blocks/select-field.tsx'
import type { Choice } from '../blocks/select-options.ts'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { completionAt, usageOf } from './completion.ts'

interface Props {
  channelId: string
  label: string
  /** ChannelMessages put into the field from outside; a new number puts them there again. */
  seed: { text: string; number: number } | undefined
}

const drafts = new Map<string, string>()

export function Composer({ channelId, label, seed }: Props) {
  const { state, act } = useWindow()
  const draftKey = `${state.viewer.id}/${channelId}`
  const [text, setText] = useState(drafts.get(draftKey) ?? '')
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState(false)
  const [last, setLast] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const listId = useId()
  const completion = dismissed ? undefined : completionAt(text, caret, state)
  const usage = usageOf(text, state)

  const write = (next: string, at = next.length) => {
    drafts.set(draftKey, next)
    setText(next)
    setCaret(at)
    setActive(0)
    setDismissed(false)
    requestAnimationFrame(() => area.current?.setSelectionRange(at, at))
  }
  // Before the next key, which is meant for these words.
  useLayoutEffect(() => {
    if (!seed) return
    write(seed.text)
    area.current?.focus()
  }, [seed?.number])
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight}px`
  }, [text])

  const send = async () => {
    const words = text.trim()
    if (words === '') return
    setLast(words)
    write('')
    if (!(await act({ do: 'type', as: state.viewer.id, channelId, text: words }))) write(words)
  }
  const complete = (choice: Choice | undefined) => {
    if (!choice || !completion) return
    const before = text.slice(0, completion.from) + choice.value
    write(before + text.slice(caret).trimStart(), before.length)
    area.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (completion && completeByKey(event)) return event.preventDefault()
    if (event.key === 'ArrowUp' && text === '' && last) {
      event.preventDefault()
      write(last)
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  const completeByKey = (event: KeyboardEvent): boolean => {
    const count = completion?.choices.length ?? 1
    if (event.key === 'ArrowDown') setActive((active + 1) % count)
    else if (event.key === 'ArrowUp') setActive((active + count - 1) % count)
    else if (event.key === 'Escape') setDismissed(true)
    else if (event.key === 'Tab' || (event.key === 'Enter' && !wholeAlready()))
      complete(completion?.choices[active])
    else return false
    return true
  }
  // A command or name typed to its end is sent by Enter, not completed again.
  const wholeAlready = () =>
    completion?.choices[active]?.value.trim() === text.slice(completion?.from, caret).trim()

  return (
    <div ref={frame} class="composer">
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={completion ? listId : undefined}
        aria-activedescendant={completion ? `${listId}-${active}` : undefined}
        onInput={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setDismissed(true)}
      />
      <div class="composer-foot">
        <span class="usage">{usage ?? 'Type / for commands, @ for people'}</span>
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
      {completion && (
        <Popover anchor={frame} side="above" fit onClose={() => setDismissed(true)} class="menu completions">
          <Options id={listId} choices={completion.choices} active={active} chosen={[]} onChoose={complete} />
        </Popover>
      )}
    </div>
  )
}
