import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Channel, Message } from '../../../api.ts'
import { useWindow } from '../parts/context.tsx'
import { dayOf, formatDay, instantOfTs } from '../text/when.ts'
import { MessageRow } from './message.tsx'

interface Props {
  channel: Channel
  label: string
  welcome: ComponentChildren
}

const closeInTime = 5 * 60

export function MessageList({ channel, label, welcome }: Props) {
  const { state, reader, act } = useWindow()
  const scroller = useRef<HTMLDivElement>(null)
  const messages = inThreads(state.messages.filter((message) => message.channelId === channel.id))
  const firstNew = useFirstNew(channel, messages, state.viewer.id)
  useStickToEnd(scroller, messages.length + (messages.at(-1)?.ephemeral ? 0.5 : 0))

  useEffect(() => {
    if (channel.unread > 0 && document.visibilityState === 'visible')
      void act({ do: 'read', as: state.viewer.id, channelId: channel.id })
  })

  return (
    <div ref={scroller} class="messages" role="log" aria-label={label} tabIndex={0} onKeyDown={moveByArrows}>
      <div class="messages-inner">
        {welcome}
        {messages.map((message, index) => {
          const before = messages[index - 1]
          const sentAt = instantOfTs(message.ts)
          const newDay = !before || dayOf(instantOfTs(before.ts), reader.zone) !== dayOf(sentAt, reader.zone)
          return (
            <div key={`${message.ts}${message.ephemeral ? 'e' : ''}`}>
              {newDay && (
                <h2 class="day-line">
                  <span>{formatDay(sentAt, reader.now, reader.zone, reader.locale)}</span>
                </h2>
              )}
              {message.ts === firstNew && (
                <p class="new-line">
                  <span>New</span>
                </p>
              )}
              <MessageRow
                message={message}
                follows={!newDay && message.ts !== firstNew && isContinuation(before, message)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Arrows move from message to message, from the newest on; Tab goes on inside the one that has the focus. */
function moveByArrows(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const { target, currentTarget: list } = event
  const isOnMessage = target instanceof HTMLElement && target.matches('.messages, article')
  if (step === undefined || !isOnMessage) return
  event.preventDefault()
  const articles = [...list.querySelectorAll<HTMLElement>('article')]
  const at = articles.findIndex((article) => article === target)
  const next = at === -1 ? articles.length - 1 : Math.max(0, Math.min(at + step, articles.length - 1))
  articles[next]?.focus()
}

/** Replies follow directly after the message they answer. */
function inThreads(messages: Message[]): Message[] {
  return messages.toSorted((one, other) =>
    key(one) === key(other) ? Number(one.ts) - Number(other.ts) : Number(key(one)) - Number(key(other)),
  )
}

function key(message: Message): string {
  return message.threadTs ?? message.ts
}

function isContinuation(before: Message | undefined, message: Message): boolean {
  if (!before || before.userId !== message.userId) return false
  if (before.ephemeral !== message.ephemeral || before.ephemeral) return false
  if (before.threadTs !== message.threadTs) return false
  return Number(message.ts) - Number(before.ts) < closeInTime
}

/** The first unread message when the channel was opened; kept while it stays open. */
function useFirstNew(channel: Channel, messages: Message[], viewerId: string): string | undefined {
  const [firstNew, setFirstNew] = useState<string>()
  const count = useRef(0)
  useLayoutEffect(() => {
    if (channel.unread === 0 || count.current > 0) return
    count.current = channel.unread
    const fromOthers = messages.filter((message) => message.userId !== viewerId && !message.ephemeral)
    setFirstNew(fromOthers.at(-channel.unread)?.ts)
  }, [channel.unread])
  return firstNew
}

/** Scrolls to new messages unless the reader has scrolled up. */
function useStickToEnd(scroller: { current: HTMLDivElement | null }, length: number) {
  const isAtEnd = useRef(true)
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return undefined
    const onScroll = () => {
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 160
    }
    const resizes = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    })
    resizes.observe(box)
    if (box.firstElementChild) resizes.observe(box.firstElementChild)
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      resizes.disconnect()
      box.removeEventListener('scroll', onScroll)
    }
  }, [])
  useLayoutEffect(() => {
    if (isAtEnd.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [length])
}
