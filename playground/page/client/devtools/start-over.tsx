import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import type { Perform } from './tour-content.tsx'

/** Asks before it empties the playground. */
export function StartOver({ act }: { act: Perform }) {
  const [step, setStep] = useState<'idle' | 'asking' | 'running'>('idle')
  const [failure, setFailure] = useState('')
  const keep = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => keep.current?.focus(), [step])
  const run = async () => {
    setStep('running')
    const result = await act({ do: 'reset' })
    setStep('idle')
    setFailure(result.ok ? '' : result.error)
  }
  if (step === 'running')
    return (
      <p class="note" role="status">
        The story begins again: about ten seconds…
      </p>
    )
  if (step === 'asking')
    return (
      <div class="start-over">
        <p class="note">Every message, promise and answer of this playground is deleted.</p>
        <p class="confirm-row">
          <button type="button" class="button danger" onClick={() => void run()}>
            Yes, start over
          </button>
          <button ref={keep} type="button" class="button" onClick={() => setStep('idle')}>
            Keep it
          </button>
        </p>
      </div>
    )
  return (
    <>
      <button type="button" class="link-button" onClick={() => setStep('asking')}>
        <Icon name="restart" size={16} /> Start the story over
      </button>
      {failure && (
        <p class="note" role="alert">
          {failure}
        </p>
      )}
    </>
  )
}
