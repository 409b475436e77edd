import { transformSync } from 'esbuild'

export default {
  process: (code, filename) =>
    transformSync(code, {
      loader: 'ts',
      target: 'node20',
      format: 'esm',
      sourcemap: 'inline',
      sourcefile: filename,
    }),
}
