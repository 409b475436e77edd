/** Draws a picture: its SVG becomes a PNG. */
import { createRequire } from 'node:module'

/** More than two pixels a unit: about 60 kB a picture, and twice as fast as three. */
const pixelWidth = 800

const packages = createRequire(import.meta.url)

/**
 * Drawn on a thread beside the main one. The library, 4 MB of machine code, is loaded with the first picture, so that
 * a process that draws none starts as fast as ever. The font lies in the package beside it: a picture looks the same on
 * every machine, whatever fonts that has.
 */
export async function drawPng(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: pixelWidth },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: 'DejaVu Sans' },
  })
  return image.asPng()
}

function fontFiles(): string[] {
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
    packages.resolve(`dejavu-fonts-ttf/ttf/${file}`),
  )
}
