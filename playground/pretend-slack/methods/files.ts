import { randomBytes } from 'node:crypto'
import { messagesOf, newId, nextStamp } from '../world.ts'
import { refuse, required, structured, type Method } from './method.ts'

/** The two steps by which an app uploads a file; the bytes go to the address that the first one names. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run(slack, args) {
      const name = required(args, 'filename')
      if (!(Number(args.length) > 0)) return refuse('invalid_arguments')
      const id = newId('F')
      const secret = randomBytes(12).toString('hex')
      slack.uploads.set(secret, { id, name, text: undefined, sharedIn: undefined })
      return { upload_url: `${slack.origin}/upload/${secret}`, file_id: id }
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    run(slack, args, { install }) {
      const files = structured(args, 'files', 'invalid_arguments') as { id?: string }[]
      const channelId = required(args, 'channel_id')
      if (!slack.world.channels.has(channelId)) return refuse('channel_not_found')
      const uploads = [...slack.uploads.values()]
      const found = files.map(({ id }) => uploads.find((upload) => upload.id === id))
      if (found.some((upload) => upload?.text === undefined)) return refuse('file_not_found')
      for (const upload of found) upload!.sharedIn = channelId
      messagesOf(slack.world, channelId).push({
        ts: nextStamp(slack.world, slack.now()),
        channelId,
        userId: install.botUserId,
        text: found.map((upload) => `:page_facing_up: ${upload!.name}`).join('\n'),
        blocks: [],
        fromApp: true,
      })
      slack.changed()
      return { files: found.map((upload) => ({ id: upload!.id, title: upload!.name })) }
    },
  },
}
