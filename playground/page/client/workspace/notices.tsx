import { Icon } from '../parts/icon.tsx'

interface Props {
  notices: { id: number; text: string }[]
  onDismiss: (id: number) => void
}

export function Notices({ notices, onDismiss }: Props) {
  return (
    <div class="notices" role="alert">
      {notices.map(({ id, text }) => (
        <p key={id} class="notice">
          <span>{text}</span>
          <button type="button" class="ghost" aria-label="Dismiss" onClick={() => onDismiss(id)}>
            <Icon name="close" size={16} />
          </button>
        </p>
      ))}
    </div>
  )
}
