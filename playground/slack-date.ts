/** Fills Slack's date format such as "{date_short_pretty} at {time}" for a reader's zone and present time. */
export function fillDate(seconds: number, form: string, { zone, now }: { zone: string; now: Date }): string {
  const at = new Date(seconds * 1000)
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(at)
  const long = show({ month: 'long', day: 'numeric', year: 'numeric' })
  const forms: Record<string, () => string> = {
    date_num: () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at),
    date: () => long,
    date_short: () => show({ month: 'short', day: 'numeric', year: 'numeric' }),
    date_long: () => show({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
    date_pretty: () => nearby(at, now, zone) ?? long,
    date_short_pretty: () =>
      nearby(at, now, zone) ?? show({ month: 'short', day: 'numeric', year: 'numeric' }),
    date_long_pretty: () =>
      nearby(at, now, zone) ?? show({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
    time: () => show({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => show({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  }
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => forms[name]?.() ?? whole)
}

function nearby(at: Date, now: Date, zone: string): string | undefined {
  const day = (date: Date) => Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(date))
  const days = Math.round((day(at) - day(now)) / 86_400_000)
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)]
}
