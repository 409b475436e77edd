import type { Confirm } from '@slack/types'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Act, ActResult, State } from '../../../api.ts'
import { Modal } from '../modal/modal.tsx'
import { Question } from '../modal/question.tsx'
import { DeskContext, type Desk } from '../parts/context.tsx'
import { cityOf, timeWords } from '../text/when.ts'
import { Conversation } from './conversation.tsx'
import { Notices } from './notices.tsx'
import { Sidebar } from './sidebar.tsx'
import { channelSpot, type Spot } from './location.ts'

interface Props {
  state: State
  now: Date
  spot: Spot
  onGo: (spot: Spot) => void
  perform: (act: Act) => Promise<ActResult>
  seed: { text: string; number: number } | undefined
  /** Shown where two windows lie side by side. */
  titled: boolean
}

/** One person's Slack. */
export function Window({ state, now, spot, onGo, perform, seed, titled }: Props) {
  const [asked, setAsked] = useState<{ confirm: Confirm; answer: (yes: boolean) => void }>()
  const [failures, setFailures] = useState<{ id: number; text: string }[]>([])
  const { tz: zone, locale } = state.viewer

  const desk = useMemo<Desk>(
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
      openChannel: (channelId) => onGo(channelSpot(channelId)),
    }),
    [state],
  )
  const dismiss = (id: number) => {
    if (id < 0) setFailures((before) => before.filter((failure) => failure.id !== id))
    else void perform({ do: 'dismiss', id })
  }

  const covered = state.modals.length > 0 || asked !== undefined
  const content = useFocusBack(covered)
  return (
    <DeskContext.Provider value={desk}>
      <div
        class={spot.list ? 'window at-list' : 'window'}
        role="region"
        aria-label={`${state.viewer.realName}'s window`}
      >
        {titled && (
          <p class="window-title">
            <b>{state.viewer.realName}</b> {timeWords(now, zone, locale)} in {cityOf(zone)}
          </p>
        )}
        <div ref={content} class="window-content" inert={covered}>
          <Sidebar spot={spot} onGo={onGo} />
          <Conversation spot={spot} onGo={onGo} seed={seed} />
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
    </DeskContext.Provider>
  )
}

/** Once nothing covers the window any more, the focus is where it was before, or where one writes. */
function useFocusBack(covered: boolean) {
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
