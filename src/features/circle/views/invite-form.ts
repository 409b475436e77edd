/** The form that invites colleagues, and the function that reads it. Pure. */
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import { maxAllies, maxWhy } from '../../../circles/membership.ts'
import { section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { stripControlChars } from '../../../slack/mrkdwn.ts'
import { input, modal } from '../../../slack/modal.ts'

export function inviteForm(): ModalView {
  return modal({
    id: 'circle.invite',
    title: 'Ask someone in',
    submit: 'Ask',
    close: 'Cancel',
    blocks: [
      section('Each of them is asked in private and says yes or no. You see only who is in.'),
      input('to', 'Who would tell you?', {
        type: 'multi_users_select',
        placeholder: { type: 'plain_text', text: 'Pick colleagues' },
        max_selected_items: maxAllies,
      }),
      input(
        'why',
        'Why them?',
        { type: 'plain_text_input', multiline: true, max_length: maxWhy },
        { optional: true, hint: 'They read this.' },
      ),
    ],
  })
}

const people = z.array(z.string())

export function readInvite(values: FormValues): { to: string[]; why: string } {
  const to = people.safeParse(values.to?.to?.selected_users ?? [])
  return { to: to.data ?? [], why: stripControlChars(values.why?.why?.value ?? '').trim() }
}
