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

/** `workspace` as Slack names it. */
export function installed(workspace: string, openUrl: string): string {
  return page(
    'Forthright is in',
    `<p>It is installed in ${escapeHtml(workspace)}. Type <code>/promise @colleague ship the deck by Friday</code> to begin, or <code>/forthright help</code>.</p>
    <p><a href="${escapeHtml(openUrl)}">Open Slack</a></p>`,
  )
}

export function installedForOrganisation(organisation: string, addUrl: string): string {
  return page(
    'Forthright is in',
    `<p>It is installed for ${escapeHtml(organisation)}. One thing is left: say <a href="${escapeHtml(addUrl)}">in which workspaces</a> it may be used.</p>`,
  )
}

export function installDeclined(): string {
  return page('Nothing was installed', `<p>You said no, and that is fine. ${again}</p>`)
}

export function installExpired(): string {
  return page(
    'This page is too old',
    `<p>An install has to end in the browser in which it began, once, and within ten minutes. ${again}</p>`,
  )
}

export function installNotAllowed(): string {
  return page(
    'Not for this workspace',
    '<p>Whoever runs this server has chosen which workspaces may install it, and this one is not among them. Nothing was stored.</p>',
  )
}

export function installRotates(): string {
  return page(
    'Token rotation is switched on',
    '<p>This Slack app has token rotation switched on, which Forthright does not use. Please create the app anew from <code>manifest.yml</code>, where it is off. Nothing was stored.</p>',
  )
}

export function installFailed(reference: string): string {
  return page(
    'That did not work',
    `<p>Something went wrong between Slack and this server, and nothing was installed. ${again} If it happens again, quote reference ${reference}.</p>`,
  )
}

const again = 'To try again, start at <a href="/slack/install">the install page</a>.'

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
