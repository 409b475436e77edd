import type { UploadedFile } from '../slack.ts'
import { messagesOf, newId, nextStamp, type SlackFile } from '../world.ts'
import { optional, refuse, required, structured, type Method } from './method.ts'

/** Characters that Slack takes to describe a picture. */
const mostAltText = 1000

/** The two steps by which an app uploads a file; the bytes go to the address that the first one names. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run(slack, args) {
      const name = required(args, 'filename')
      if (!(Number(args.length) > 0)) return refuse('invalid_arguments')
      const altText = optional(args, 'alt_txt') || undefined
      if (altText && altText.length > mostAltText) return refuse('alt_txt_too_large')
      const id = newId('F')
      slack.uploads.set(id, { id, name, altText, bytes: undefined, text: undefined, sharedIn: undefined })
      return { upload_url: `${slack.origin}/upload/${id}`, file_id: id }
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    run(slack, args, { install }) {
      const files = structured(args, 'files', 'invalid_arguments') as { id?: string; title?: string }[]
      const channelId = required(args, 'channel_id')
      if (!slack.world.channels.has(channelId)) return refuse('channel_not_found')
      const found = files.map(({ id, title }) => completed(slack.uploads.get(id ?? ''), title))
      for (const { id } of found) slack.uploads.get(id)!.sharedIn = channelId
      messagesOf(slack.world, channelId).push({
        ts: nextStamp(slack.world, slack.now()),
        channelId,
        userId: install.botUserId,
        text: found.flatMap(({ name, png }) => (png ? [] : [`:page_facing_up: ${name}`])).join('\n'),
        blocks: [],
        files: found,
        fromApp: true,
      })
      slack.changed()
      return { files: found.map(({ id, title }) => ({ id, title })) }
    },
  },
}

/** The first bytes of every PNG. */
const signature = '89504e470d0a1a0a'

function completed(upload: UploadedFile | undefined, title: string | undefined): SlackFile {
  if (!upload?.bytes) return refuse('file_not_found')
  const { id, name, altText, bytes } = upload
  const isPng = bytes.subarray(0, 8).toString('hex') === signature
  return {
    id,
    name,
    title: title ?? name,
    ...(altText && { altText }),
    ...(isPng && { png: bytes.toString('base64') }),
  }
}
