/** The few pages that people see in a browser, outside Slack. */

/** `token` holds letters, digits, dots, dashes and underscores only. */
export function askForExport(token: string): string {
  return page(
    'Your export',
    `<p>This is everything that Forthright holds on you. The link opens once.</p>
    <form method="post" action="?token=${token}"><button>Download it</button></form>`,
  )
}

export function exportGone(): string {
  return page(
    'This link has been used',
    '<p>A link to an export opens once, within 15 minutes. <code>/forthright export</code> in Slack gives you a new one.</p>',
  )
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Forthright</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem; color-scheme: light dark }
  button { font: inherit; font-weight: 600; padding: .5rem 1rem; border-radius: .4rem; border: 1px solid; cursor: pointer }
</style>
<h1>${title}</h1>
${body}
`
}
