/** Where manifest.yml and migrations/ lie: src/ and dist/ are both folders of it, and the build lays no file deeper. */
export const topLevel = new URL('../', import.meta.url)
