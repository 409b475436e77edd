/** Hands files to one person: uploaded, and shared to their DM with the app alone (scope files:write). */
import type { WebClient } from '@slack/web-api'
import type { ReplyFile } from '../feature.ts'
import { drawPng } from '../pictures/draw-png.ts'

/** Milliseconds for one upload. */
const uploadTimeout = 20_000

/** False where the app may not send files here. */
export async function sendFiles(
  client: WebClient,
  userId: string,
  files: readonly ReplyFile[],
): Promise<boolean> {
  try {
    const dm = await client.conversations.open({ users: userId })
    const uploaded: { id: string; title: string }[] = []
    for (const file of files) uploaded.push(await upload(client, file))
    const [first, ...rest] = uploaded
    if (first)
      await client.files.completeUploadExternal({ files: [first, ...rest], channel_id: dm.channel!.id! })
    return true
  } catch (error) {
    const refusal = (error as { data?: { error?: string } }).data?.error
    if (refusal === 'missing_scope' || refusal === 'not_allowed_token_type') return false
    throw error
  }
}

async function upload(client: WebClient, file: ReplyFile): Promise<{ id: string; title: string }> {
  const body = new Uint8Array('picture' in file ? await drawPng(file.picture.svg) : Buffer.from(file.text))
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: file.name,
    length: body.length,
    ...('picture' in file && { alt_txt: file.picture.altText }),
  })
  const answer = await fetch(url!, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(uploadTimeout),
    redirect: 'error',
  })
  if (!answer.ok) throw new Error(`The upload of a file was answered with ${answer.status}`)
  return { id: id!, title: 'picture' in file ? file.picture.title : file.name }
}
