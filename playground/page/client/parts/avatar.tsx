import type { Person } from '../../../api.ts'

interface Props {
  person: Person | undefined
  size?: number
}

/** A picture drawn from colour and initials; the app has its own sign. */
export function Avatar({ person, size = 36 }: Props) {
  if (person?.isBot) return <AppSign size={size} />
  return (
    <span
      class="avatar"
      aria-hidden="true"
      data-initials={initials(person?.realName ?? '?')}
      style={{ '--tint': colorOf(person), '--size': `${size}px` }}
    />
  )
}

export function AppSign({ size = 36 }: { size?: number }) {
  return (
    <svg class="app-sign" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="9" class="app-sign-ground" />
      <path
        d="M9 11.5a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6.5L13 25.4v-3.9h-1a3 3 0 0 1-3-3z"
        class="app-sign-bubble"
      />
      <path d="m14 15 2.8 2.8L22 12.4" class="app-sign-tick" />
      <path d="M9.5 28.5h17" class="app-sign-line" />
    </svg>
  )
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((word) => word.charAt(0))
  return (letters.length > 1 ? letters[0]! + letters.at(-1)! : letters[0]!).toUpperCase()
}

function colorOf(person: Person | undefined): string {
  const color = person?.color ?? '7a7a72'
  return /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : color
}
