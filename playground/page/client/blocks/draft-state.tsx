import type { AnyBlock } from '@slack/types'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ElementState, Where } from '../../../api.ts'
import { PlaceContext, useDesk, type Place } from '../parts/context.tsx'
import { Blocks } from './blocks.tsx'
import { valuesOf, type Values } from './values.ts'

const noErrors = {}

/** Keeps what a person changes in these blocks, and carries their presses to the app. */
export function usePlaceFor(
  where: Where,
  blocks: readonly AnyBlock[],
  errors: Record<string, string> = noErrors,
) {
  const { act, state: desk } = useDesk()
  const [held, setHeld] = useState<Values>({})
  const [busy, setBusy] = useState<string>()

  const place: Place = {
    held,
    errors,
    busy,
    hold(blockId, actionId, state) {
      setHeld((before) => withState(before, blockId, actionId, state))
    },
    press(blockId, actionId, element) {
      setBusy(`${blockId}/${actionId}`)
      const values = valuesOf(blocks, pressedLast(held, blockId, actionId, element))
      const done = act({ do: 'press', as: desk.viewer.id, where, blockId, actionId, element, values })
      void done.then(() => setBusy(undefined))
    },
  }
  return place
}

/** A button and an overflow hold nothing; every other element now holds what was just chosen. */
function pressedLast(held: Values, blockId: string, actionId: string, element: ElementState): Values {
  if (element.type === 'button' || element.type === 'overflow') return held
  return withState(held, blockId, actionId, element)
}

function withState(held: Values, blockId: string, actionId: string, state: ElementState): Values {
  return { ...held, [blockId]: { ...held[blockId], [actionId]: state } }
}

export function PlaceFor({ place, children }: { place: Place; children: ComponentChildren }) {
  return <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>
}

/** Blocks that act at once: those of a message and of Home. */
export function LiveBlocks({ where, blocks }: { where: Where; blocks: readonly AnyBlock[] }) {
  const place = usePlaceFor(where, blocks)
  return (
    <PlaceFor place={place}>
      <Blocks blocks={blocks} />
    </PlaceFor>
  )
}
