import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Args } from './methods/method.ts'

export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8')
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks)
}

/** The arguments of a call, sent as JSON or as a form. */
export async function readArgs(request: IncomingMessage): Promise<Args> {
  const text = await readText(request)
  if (!text) return {}
  if (request.headers['content-type']?.includes('json')) {
    const args: Args = JSON.parse(text)
    return args
  }
  return Object.fromEntries(new URLSearchParams(text))
}
