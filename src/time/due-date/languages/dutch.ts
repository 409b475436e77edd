import type { Language } from './language.ts'

const DAYS = 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag'.split(' ')
const OURS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const PARTS: Record<string, string> = {
  ochtend: 'morning',
  morgen: 'morning',
  middag: 'afternoon',
  avond: 'evening',
  nacht: 'night',
}

/** "maandagochtend", "'s maandags". */
function compounds(): string {
  const entries = DAYS.map((day, index) => {
    const ours = OURS[index] ?? ''
    const parts = Object.entries(PARTS).map(([part, our]) => `${day}${part}=${ours} ${our}`)
    return `${parts.join(';')};${day}s=${ours}s;${day}en=${ours}s;'s ${day}s=on ${ours}s`
  })
  return entries.join(';')
}

export const dutch: Language = {
  isVerbLast: true,
  weekdays: 'maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za zondag|zo',
  months: 'januari februari maart april mei juni juli augustus september oktober november december',
  numbers:
    "één|een|'n twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig eenentwintig tweeëntwintig drieëntwintig vierentwintig",
  ranges: [
    'van {} tot en met {}',
    '{} tot en met {}',
    'van {} t / m {}',
    '{} t / m {}',
    'van {} tot {}',
    '{} - {}',
    '{} – {}',
  ],
  clock: {
    hours: ['uur'],
    lengths: ['over', 'binnen', 'elk', 'elke', 'een'],
    minutes: { dertig: 30, vijfenveertig: 45, veertig: 40, vijftig: 50 },
    before: {
      half: -30,
      'kwart over': 15,
      'kwart voor': -15,
      'vijf over': 5,
      'vijf voor': -5,
      'tien over': 10,
      'tien voor': -10,
      'tien voor half': -40,
      'tien over half': -20,
      'vijf voor half': -35,
      'vijf over half': -25,
    },
    after: {},
  },
  words: `
${compounds()}
vandaag=today; vandaag nog=today; nog vandaag=today; morgen=tomorrow; overmorgen=the day after tomorrow; gisteren=yesterday; eergisteren=the day before yesterday
vanochtend=this morning; vanmorgen=this morning; vanmiddag=this afternoon; vanavond=this evening; vannacht=tonight; morgenochtend=tomorrow morning; morgenvroeg=tomorrow morning; morgenmiddag=tomorrow afternoon; morgenavond=tomorrow evening; morgen ochtend=tomorrow morning; morgen vroeg=tomorrow morning
ochtend=morning; middag=afternoon; avond=evening; middernacht=midnight; 's ochtends=in the morning; 's morgens=in the morning; 's middags=in the afternoon; 's avonds=in the evening; in de ochtend=in the morning; in de middag=in the afternoon; tussen de middag=at noon; 12 uur 's middags=noon; eerst ding=first thing; als eerste=first thing; meteen morgenochtend=tomorrow first thing
voor=before; vóór=before; uiterlijk=by; uiterlijk op=by; op zijn laatst=by; ten laatste=by; tegen=by; tegen het=by the; tegen de=by the; tot=until; tot en met=until; deadline=deadline; vanaf=from; na=after; sinds=since; niet voor=not before
op=on; om=at; rond=around; rond de=around the; in=in; in de=in the; in het=in the; over=in; binnen=within; aan het=at the; aan=at
het=the; de=the; van=of; van de=of the; van het=of the; met=with; uit=from; bij=with; zonder=without; behalve=except; behalve op=except
volgende=next; volgend=next; komende=coming; aanstaande=<coming; a.s.=<coming; deze=this; dit=this; vorige=last; afgelopen=last; laatste=last; volgende week=next week; komende week=next week; deze week=this week
weekend=weekend; in het weekend=over the weekend; dit weekend=this weekend; komend weekend=this weekend; volgend weekend=next weekend; in de weekenden=on weekends; eind=end of; einde=end; eind van de week=end of the week; einde van de week=end of the week; eind deze week=end of this week; eind volgende week=end of next week; eind van de maand=end of the month; einde van de maand=end of the month; eind deze maand=end of this month; eind van het jaar=end of the year; einde van het jaar=end of the year; eind van de dag=eod; einde van de dag=eod; einde dag=eod; eind van de middag=eod; einde van het kwartaal=end of the quarter; half maart=mid march; medio=mid; begin=early; midden=middle; halverwege de week=midweek; midden in de week=midweek
week=week; weken=weeks; dag=day; dagen=days; maand=month; maanden=months; jaar=year; jaren=years; kwartaal=quarter; uur=hours; uren=hours; minuut=minute; minuten=minutes; werkdag=business day; werkdagen=business days; veertien dagen=two weeks; 14 dagen=two weeks; half uur=half hour; een half uur=half an hour; kwartier=quarter of an hour; een kwartier=a quarter of an hour; anderhalf uur=1.5 hours; een paar=few; paar=few; een of twee=two; een dag of twee=two days; een uur of twee=two hours; een week of twee=two weeks
eerste=first; tweede=second; derde=third; vierde=fourth
wat=what; wie=who; hoe=how; waarom=why; wanneer=when; waar=where; welke=which; welk=which; of=or; dan wel=or; en=and; niet=not; niets=nothing; geen=no; nee=no; sorry=sorry; eigenlijk=actually; beter=better; anders=else; in het ergste geval=worst; misschien=maybe
elke=every; elk=every; iedere=every; ieder=every; dagelijks=daily; wekelijks=weekly; maandelijks=monthly; per kwartaal=quarterly; jaarlijks=yearly; elk uur=every hour; elk kwartaal=every quarter; elke dag=every day; iedere dag=every day; elke ochtend=every morning; elke avond=every evening; doordeweeks=weekdays; op werkdagen=weekdays; elke werkdag=every weekday; om de week op=every other week on; om de week=every other week; elke twee weken op=every 2 weeks on; van elke maand=of every month; aan het einde van elke maand=at the end of every month; aan het eind van elke maand=at the end of every month; aan het einde van elke week=at the end of every week; van de maand=of the month
kerst=christmas; kerstmis=christmas; kerstavond=christmas eve; oudjaar=new year's eve`,
}
