/** Forms as Slack's modal views, and their fields. Pure. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { limits } from './blocks.ts'
import { shorten } from './mrkdwn.ts'

export interface InputOptions {
  optional?: boolean
  hint?: string
}

/** An input block whose block_id is also its action_id, so that a form reads back by one name. */
export function input(
  id: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, hint }: InputOptions = {},
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: label },
    element: { ...element, action_id: id },
    optional,
    ...(hint && { hint: { type: 'plain_text', text: hint } }),
  }
}

export interface ModalOptions {
  id: string
  title: string
  /** Absent = nothing to submit. */
  submit?: string
  close?: string
  metadata?: string
  blocks: KnownBlock[]
}

export function modal({ id, title, submit, close = 'Close', metadata, blocks }: ModalOptions): ModalView {
  return {
    type: 'modal',
    callback_id: id,
    title: { type: 'plain_text', text: shorten(title, limits.modalTitle) },
    ...(submit && { submit: { type: 'plain_text', text: submit } }),
    close: { type: 'plain_text', text: close },
    ...(metadata !== undefined && { private_metadata: metadata }),
    blocks: blocks.slice(0, limits.viewBlocks),
  }
}
