/** The sections of CHANGELOG.md: what is not released yet stands under "## Unreleased". */

/** The text with "Unreleased" as the section of this version; undefined where there is neither. */
export function sectionFor(text: string, version: string, today: string): string | undefined {
  if (/^## Unreleased$/m.test(text)) return text.replace(/^## Unreleased$/m, `## ${version} (${today})`)
  return headingOf(version).test(text) ? text : undefined
}

/** What stands under the heading of the version. */
export function notesOf(text: string, version: string): string {
  const [, after = ''] = text.split(headingOf(version))
  return after.split(/^## /m)[0]!.trim()
}

function headingOf(version: string): RegExp {
  return new RegExp(`^## ${version.replaceAll('.', '\\.')}(?: \\(\\d{4}-\\d\\d-\\d\\d\\))?$`, 'm')
}
