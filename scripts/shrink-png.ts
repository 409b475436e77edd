/** Makes a screenshot a third of its weight: a page holds few colours, so a palette of 256 says nearly the same. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Picture {
  width: number
  height: number
  /** One number per pixel: red, green and blue in 24 bits. */
  pixels: Uint32Array
}

/** Takes a PNG as browsers write them: 8 bits a channel, with or without transparency, which is dropped. */
export function shrinkPng(png: Buffer): Buffer {
  const picture = readPng(png)
  const palette = paletteOf(picture)
  return writePng(picture, palette)
}

function readPng(png: Buffer): Picture {
  const chunks = chunksOf(png)
  const head = chunks.find(({ type }) => type === 'IHDR')!.data
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const channels = head[9] === 6 ? 4 : 3
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const bytes = unfilter(inflateSync(packed), width * channels, height, channels)
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => bytes.readUIntBE(at * channels, 3))
  return { width, height, pixels }
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = []
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

/** PNG, section 9: each row says how its bytes were told by their neighbours to the left and above. */
function unfilter(rows: Buffer, stride: number, height: number, step: number): Buffer {
  const plain = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= step ? plain[at - step]! : 0
      const above = y > 0 ? plain[at - stride]! : 0
      const corner = x >= step && y > 0 ? plain[at - stride - step]! : 0
      plain[at] = rows[y * (stride + 1) + 1 + x]! + guess(filter, left, above, corner)
    }
  }
  return plain
}

function guess(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter !== 4) return 0
  const estimate = left + above - corner
  const far = [left, above, corner].map((value) => Math.abs(estimate - value))
  if (far[0]! <= far[1]! && far[0]! <= far[2]!) return left
  return far[1]! <= far[2]! ? above : corner
}

/** The 256 colours that cover most of the picture. */
function paletteOf({ pixels }: Picture): number[] {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  return [...counts]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, 256)
    .map(([colour]) => colour)
}

function writePng({ width, height, pixels }: Picture, palette: number[]): Buffer {
  const nearest = new Map(palette.map((colour, index) => [colour, index]))
  const rows = Buffer.alloc((width + 1) * height)
  for (const [at, colour] of pixels.entries()) {
    const index = nearest.get(colour) ?? nearestIn(palette, colour)
    nearest.set(colour, index)
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.alloc(palette.length * 3)
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function nearestIn(palette: number[], colour: number): number {
  let best = 0
  for (let index = 1; index < palette.length; index++)
    if (distance(palette[index]!, colour) < distance(palette[best]!, colour)) best = index
  return best
}

function distance(one: number, other: number): number {
  const part = (shift: number) => ((one >> shift) & 255) - ((other >> shift) & 255)
  return part(16) ** 2 + part(8) ** 2 + part(0) ** 2
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
