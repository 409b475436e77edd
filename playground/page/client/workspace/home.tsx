import { useEffect } from 'preact/hooks'
import { LiveBlocks } from '../blocks/draft-state.tsx'
import { findApp, useWindow } from '../parts/context.tsx'

export function AppHome() {
  const { state, act } = useWindow()
  useEffect(() => {
    void act({ do: 'openHome', as: state.viewer.id })
  }, [state.viewer.id])
  return (
    <div class="home" tabIndex={0} role="region" aria-label="Home">
      <div class="home-inner">
        <h2 class="hidden">Home</h2>
        {state.home ? (
          <LiveBlocks where={{ kind: 'home' }} blocks={state.home.blocks} />
        ) : (
          <p class="nothing-yet">{findApp(state)?.realName ?? 'The app'} is preparing this page.</p>
        )}
      </div>
    </div>
  )
}
