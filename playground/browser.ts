/**
 * Goes through an install as a browser does: from the app's install page to the consent page, allows it (or answers as
 * `form` says), and follows the redirect to the app. Returns the last page.
 */
export async function installThroughBrowser(
  installUrl: string,
  form: { team: string; answer?: 'allow' | 'deny'; org?: 'yes'; optional?: 'no'; user?: string },
): Promise<{ status: number; body: string }> {
  const start = await fetch(installUrl, { redirect: 'manual' })
  const consent = start.headers.get('location')
  if (!consent) return { status: start.status, body: await start.text() }
  // The cookie is marked Secure, so over plain http it is copied explicitly.
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const body = new URLSearchParams({ answer: 'allow', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const agreed = await fetch(consent, { method: 'POST', body, headers, redirect: 'manual' })
  const back = agreed.headers.get('location')
  if (!back) return { status: agreed.status, body: await agreed.text() }
  const end = await fetch(back, { headers: { cookie }, redirect: 'manual' })
  return { status: end.status, body: await end.text() }
}
