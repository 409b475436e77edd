import { useEffect, useState } from 'preact/hooks'
import type { State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'

interface Notice {
  id: number
  text: string
}

interface Props {
  notices: Notice[]
  onDismiss: (id: number) => void
}

const mostShown = 3
const shownMilliseconds = 10_000

/** The newest error lines; each leaves after ten seconds or when it is dismissed. */
export function Notices({ notices, onDismiss }: Props) {
  return (
    <div class="notices" role="alert">
      {notices.slice(-mostShown).map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  )
}

function NoticeLine({ notice, onDismiss }: { notice: Notice; onDismiss: (id: number) => void }) {
  const { id, text } = notice
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(id), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [id])
  return (
    <p class="notice">
      <span>{text}</span>
      <button type="button" class="ghost" aria-label="Dismiss" onClick={() => onDismiss(id)}>
        <Icon name="close" size={16} />
      </button>
    </p>
  )
}

let lastId = 0

/** Slack's notices from the server, and the page's own about failed actions; of equal texts only the newest. */
export function useNotices(state: State, dismissOnServer: (id: number) => void) {
  const [own, setOwn] = useState<Notice[]>([])
  const texts = new Map([...state.notices, ...own].map((notice) => [notice.text, notice]))
  return {
    notices: [...texts.values()],
    add(text: string) {
      lastId -= 1
      setOwn((before) => [...before.filter((notice) => notice.text !== text), { id: lastId, text }])
    },
    dismiss(id: number) {
      const text = [...state.notices, ...own].find((notice) => notice.id === id)?.text
      setOwn((before) => before.filter((notice) => notice.text !== text))
      for (const notice of state.notices) if (notice.text === text) dismissOnServer(notice.id)
    },
  }
}
