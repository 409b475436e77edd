import type { Confirm } from '@slack/types'
import { useMemo, useState } from 'preact/hooks'
import type { State } from '../../../api.ts'
import { Modal } from '../modal/modal.tsx'
import { Question } from '../modal/question.tsx'
import { WindowContext, type WindowApi } from '../parts/context.tsx'
import { cityOf, formatTime } from '../text/when.ts'
import { Conversation } from './conversation.tsx'
import { channelLocation, type WindowLocation } from './location.ts'
import { Notices, useNotices } from './notices.tsx'
import { Sidebar } from './sidebar.tsx'
import { useRestoreFocus } from './use-restore-focus.ts'
import type { Act, ActResult } from '../../../act.ts'

interface Props {
  state: State
  now: Date
  location: WindowLocation
  onGo: (location: WindowLocation) => void
  act: (act: Act) => Promise<ActResult>
  /** Text to put into the composer, once. */
  prefill: string | undefined
  onPrefilled: () => void
  /** Names the person, where two windows are side by side. */
  isTitled: boolean
}

/** One person's Slack. */
export function Window({ state, now, location, onGo, act, prefill, onPrefilled, isTitled }: Props) {
  const [question, setQuestion] = useState<{ confirm: Confirm; answer: (yes: boolean) => void }>()
  const { notices, add, dismiss } = useNotices(state, (id) => void act({ do: 'dismiss', id }))
  const { tz: zone, locale, realName } = state.viewer

  const windowApi = useMemo<WindowApi>(
    () => ({
      state,
      reader: { now: new Date(state.clock.now), zone, locale },
      async act(action) {
        const result = await act(action)
        if (!result.ok) add(result.error)
        return result.ok
      },
      ask: (confirm) =>
        new Promise((resolve) => {
          setQuestion({
            confirm,
            answer(yes) {
              setQuestion(undefined)
              resolve(yes)
            },
          })
        }),
      openChannel: (channelId) => onGo(channelLocation(channelId)),
    }),
    [state],
  )

  const isCovered = state.modals.length > 0 || question !== undefined
  const content = useRestoreFocus(isCovered)
  return (
    <WindowContext.Provider value={windowApi}>
      <div
        class={location.list ? 'window at-list' : 'window'}
        role="region"
        aria-label={`${realName}'s window`}
      >
        {isTitled && (
          <p class="window-title">
            <b>{realName}</b> {formatTime(now, zone, locale)} in {cityOf(zone)}
          </p>
        )}
        <div ref={content} class="window-content" inert={isCovered}>
          <Sidebar location={location} onGo={onGo} />
          <Conversation location={location} onGo={onGo} prefill={prefill} onPrefilled={onPrefilled} />
        </div>
        <Notices notices={notices} onDismiss={dismiss} />
        {state.modals.map((open, index) => (
          <Modal
            key={open.view.id}
            open={open}
            under={index < state.modals.length - 1 || question !== undefined}
          />
        ))}
        {question && <Question confirm={question.confirm} onAnswer={question.answer} />}
      </div>
    </WindowContext.Provider>
  )
}
