import type { AnyBlock } from '@slack/types'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { BlocksContext, useWindow, type BlocksState } from '../parts/context.tsx'
import { Blocks } from './blocks.tsx'
import { valuesOf, type Values } from './values.ts'
import type { ElementState, Where } from '../../../act.ts'

const noErrors = {}

/** Keeps unsent input of these blocks and sends presses to the app. */
export function useBlocksState(
  where: Where,
  blocks: readonly AnyBlock[],
  errors: Record<string, string> = noErrors,
) {
  const { act, state: windowState } = useWindow()
  const [drafts, setDrafts] = useState<Values>({})
  const [busy, setBusy] = useState<string>()

  const place: BlocksState = {
    drafts,
    errors,
    busy,
    setDraft(blockId, actionId, state) {
      setDrafts((before) => withState(before, blockId, actionId, state))
    },
    press(blockId, actionId, element) {
      setBusy(`${blockId}/${actionId}`)
      const values = valuesOf(blocks, withPressed(drafts, blockId, actionId, element))
      const done = act({ do: 'press', as: windowState.viewer.id, where, blockId, actionId, element, values })
      void done.then(() => setBusy(undefined))
    },
  }
  return place
}

/** A button and an overflow have no state; every other element now has the one just chosen. */
function withPressed(drafts: Values, blockId: string, actionId: string, element: ElementState): Values {
  if (element.type === 'button' || element.type === 'overflow') return drafts
  return withState(drafts, blockId, actionId, element)
}

function withState(drafts: Values, blockId: string, actionId: string, state: ElementState): Values {
  return { ...drafts, [blockId]: { ...drafts[blockId], [actionId]: state } }
}

export function BlocksProvider({ place, children }: { place: BlocksState; children: ComponentChildren }) {
  return <BlocksContext.Provider value={place}>{children}</BlocksContext.Provider>
}

/** Blocks whose elements act at once: those of messages and of Home. */
export function LiveBlocks({ where, blocks }: { where: Where; blocks: readonly AnyBlock[] }) {
  const place = useBlocksState(where, blocks)
  return (
    <BlocksProvider place={place}>
      <Blocks blocks={blocks} />
    </BlocksProvider>
  )
}
