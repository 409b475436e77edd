import type { Confirm } from '@slack/types'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Act, ActResult, State } from '../../../api.ts'
import { Modal } from '../modal/modal.tsx'
import { Question } from '../modal/question.tsx'
import { WindowContext, type WindowApi } from '../parts/context.tsx'
import { cityOf, formatTime } from '../text/when.ts'
import { Conversation } from './conversation.tsx'
import { Notices } from './notices.tsx'
import { Sidebar } from './sidebar.tsx'
import { channelLocation, type WindowLocation } from './location.ts'

interface Props {
  state: State
  now: Date
  location: WindowLocation
  onGo: (location: WindowLocation) => void
  perform: (act: Act) => Promise<ActResult>
  seed: { text: string; number: number } | undefined
  /** Shown where two windows lie side by side. */
  titled: boolean
}

/** One person's Slack. */
export function Window({ state, now, location, onGo, perform, seed, titled }: Props) {
  const [asked, setAsked] = useState<{ confirm: Confirm; answer: (yes: boolean) => void }>()
  const [failures, setFailures] = useState<{ id: number; text: string }[]>([])
  const { tz: zone, locale } = state.viewer

  const windowApi = useMemo<WindowApi>(
    () => ({
      state,
      reader: { now: new Date(state.clock.now), zone, locale },
      async act(act) {
        const result = await perform(act)
        if (!result.ok) setFailures((before) => [...before, { id: -before.length - 1, text: result.error }])
        return result.ok
      },
      ask: (confirm) =>
        new Promise((resolve) => {
          setAsked({
            confirm,
            answer(yes) {
              setAsked(undefined)
              resolve(yes)
            },
          })
        }),
      openChannel: (channelId) => onGo(channelLocation(channelId)),
    }),
    [state],
  )
  const dismiss = (id: number) => {
    if (id < 0) setFailures((before) => before.filter((failure) => failure.id !== id))
    else void perform({ do: 'dismiss', id })
  }

  const covered = state.modals.length > 0 || asked !== undefined
  const content = useRestoreFocus(covered)
  return (
    <WindowContext.Provider value={windowApi}>
      <div
        class={location.list ? 'window at-list' : 'window'}
        role="region"
        aria-label={`${state.viewer.realName}'s window`}
      >
        {titled && (
          <p class="window-title">
            <b>{state.viewer.realName}</b> {formatTime(now, zone, locale)} in {cityOf(zone)}
          </p>
        )}
        <div ref={content} class="window-content" inert={covered}>
          <Sidebar location={location} onGo={onGo} />
          <Conversation location={location} onGo={onGo} seed={seed} />
        </div>
        <Notices notices={[...state.notices, ...failures]} onDismiss={dismiss} />
        {state.modals.map((open, index) => (
          <Modal
            key={open.view.id}
            open={open}
            under={index < state.modals.length - 1 || asked !== undefined}
          />
        ))}
        {asked && <Question confirm={asked.confirm} onAnswer={asked.answer} />}
      </div>
    </WindowContext.Provider>
  )
}

/** Once nothing covers the window any more, the focus is where it was before, or where one writes. */
function useRestoreFocus(covered: boolean) {
  const content = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLElement>()
  const wasCovered = useRef(covered)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) last.current = event.target
    }
    content.current?.addEventListener('focusin', remember)
    return () => content.current?.removeEventListener('focusin', remember)
  }, [])
  useLayoutEffect(() => {
    const uncovered = wasCovered.current && !covered
    wasCovered.current = covered
    if (!uncovered || document.activeElement !== document.body) return
    const fallback = content.current?.querySelector<HTMLElement>('.composer textarea, .messages, .home')
    if (last.current?.isConnected) last.current.focus()
    else fallback?.focus()
  }, [covered])
  return content
}
