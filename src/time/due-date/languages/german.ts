import type { Language } from './language.ts'

const DAYS = 'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag'.split(' ')
const OURS = 'monday tuesday wednesday thursday friday saturday saturday sunday'.split(' ')
const PARTS: Record<string, string> = {
  morgen: 'morning',
  früh: 'morning',
  vormittag: 'morning',
  mittag: 'noon',
  nachmittag: 'afternoon',
  abend: 'evening',
  nacht: 'night',
}

/** "Donnerstagmittag", "montags", "Freitag früh". */
function compounds(): string {
  const entries = DAYS.map((day, index) => {
    const ours = OURS[index] ?? ''
    const parts = Object.entries(PARTS).flatMap(([part, our]) => [
      `${day}${part}=${ours} ${our}`,
      `${day} ${part}=${ours} ${our}`,
    ])
    return `${parts.join(';')};${day}s=${ours}s;jeden ${day}=every ${ours}`
  })
  return entries.join(';')
}

export const german: Language = {
  isVerbLast: true,
  hasOrdinalDot: true,
  weekdays: 'montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend sonntag',
  months: 'januar|jänner februar|feber märz april mai juni juli august september oktober november dezember',
  numbers:
    'eins|ein|eine|einen|einem|einer zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig',
  ranges: ['{} bis {}', 'von {} bis {}', '{} - {}', '{} – {}'],
  clock: {
    hours: ['uhr'],
    lengths: [],
    minutes: { dreißig: 30, fünfundvierzig: 45, vierzig: 40, fünfzig: 50 },
    before: {
      halb: -30,
      'viertel nach': 15,
      'viertel vor': -15,
      dreiviertel: -15,
      'fünf vor halb': -35,
      'fünf nach halb': -25,
      'kurz vor': 0,
      'zehn nach': 10,
      'zehn vor': -10,
      'fünf nach': 5,
      'fünf vor': -5,
      'zwanzig nach': 20,
      'zwanzig vor': -20,
    },
    after: {},
  },
  words: `
${compounds()}
heute=today; heute noch=today; noch heute=today; morgen=tomorrow; übermorgen=the day after tomorrow; gestern=yesterday; vorgestern=the day before yesterday
heute früh=this morning; heute morgen=this morning; heute vormittag=this morning; heute mittag=at noon; heute nachmittag=this afternoon; heute abend=this evening; heute nacht=tonight
morgen früh=tomorrow morning; morgen vormittag=tomorrow morning; morgen mittag=tomorrow noon; morgen nachmittag=tomorrow afternoon; morgen abend=tomorrow evening; gleich morgen früh=tomorrow first thing; morgen als erstes=tomorrow first thing
früh=morning; vormittag=morning; nachmittag=afternoon; abend=evening; mittag=noon; mitternacht=midnight; am morgen=in the morning; am vormittag=in the morning; am nachmittag=in the afternoon; am abend=in the evening; als erstes=first thing; abends=in the evening; morgens=in the morning; vormittags=in the morning; nachmittags=in the afternoon; nachts=at night
bis=by; bis zum=by the; bis zur=by the; bis spätestens=by; spätestens bis=by; spätestens=by; spätestens am=by; bis am=by; bis um=by; bis in=in; bis einschließlich=by; vor=before; vor dem=before the; fällig=due; fällig am=due on; fällig bis=due by; frist=deadline; nicht vor=not before; ab=from; seit=since; bis dahin=then
am=on; um=at; gegen=around; im=in the; in=in; innerhalb von=within; innerhalb=within; binnen=within; zu=at; am ende=at the end; an=on
vom=from the; von=from; für=for; fürs=for; aus=from; über=about; mit=with; zum=to the; zur=to the; des=of the; der=of the; nach=after; ohne=without; außer=except; außer am=except; ausser=except; zwischen=between
was=what; wer=who; wie=how; warum=why; weshalb=why; welche=which; welcher=which; welches=which; wann=when; wo=where; ob=whether; nicht=not; nichts=nothing; kein=no; keine=no; keinen=no; oder=or; und=and; sorry=sorry; nein=no; doch=actually; besser=better; beziehungsweise=or; bzw=or; notfalls=worst; sonst=else; ansonsten=otherwise
nächsten=next; nächste=next; nächster=next; nächstes=next; kommenden=coming; kommende=coming; kommendes=coming; kommender=coming; diesen=this; diese=this; dieser=this; dieses=this; letzten=last; letzte=last; letzter=last; vorletzten=2nd to last; übernächste woche=the week after next; übernächsten monat=the month after next
ende der woche=end of the week; ende dieser woche=end of this week; ende nächster woche=end of next week; anfang nächster woche=the start of next week; mitte nächster woche=the middle of next week; mitte der woche=midweek; ende des monats=end of the month; ende des jahres=end of the year; ende des quartals=end of the quarter; ende=end; wochenende=weekend; am wochenende=over the weekend; übers wochenende=over the weekend; monatsende=end of the month; zum monatsende=by the end of the month; jahresende=end of the year; quartalsende=end of the quarter; wochenmitte=midweek; zur wochenmitte=by midweek; tagesende=eod; feierabend=eod; ende des tages=eod; mitte=mid; anfang=early
woche=week; wochen=weeks; tag=day; tage=days; tagen=days; tages=day; monat=month; monate=months; monaten=months; jahr=year; jahre=years; jahren=years; quartal=quarter; stunde=hour; stunden=hours; minute=minute; minuten=minutes; werktag=business day; werktage=business days; werktagen=business days; arbeitstag=business day; arbeitstage=business days; arbeitstagen=business days; 14 tagen=two weeks; vierzehn tagen=two weeks; 14 tage=two weeks; acht tagen=one week; ein paar=few; ein bis zwei=two; ein oder zwei=two; paar=few
halben stunde=half hour; einer halben stunde=half an hour; anderthalb stunden=1.5 hours; eineinhalb stunden=1.5 hours; viertelstunde=quarter of an hour; einer viertelstunde=a quarter of an hour
erster=first; ersten=first; zweiten=second; dritten=third; vierten=fourth
jeden=every; jede=every; jedes=every; jeder=every; alle=every; täglich=daily; stündlich=hourly; wöchentlich=weekly; monatlich=monthly; vierteljährlich=quarterly; jährlich=yearly; werktags=weekdays; wochentags=weekdays; unter der woche=weekdays; an wochenenden=on weekends; jeden zweiten=every other; jede zweite=every other; alle zwei wochen am=every 2 weeks on; alle zwei wochen=every 2 weeks; jeden werktag=every weekday; jeden arbeitstag=every weekday; jeden morgen=every morning; jeden abend=every evening
am ende jeder woche=at the end of every week; am ende jedes monats=at the end of every month; ende jeden monats=end of every month; am monatsende=at the end of the month; jeden monats=of every month; im monat=of the month; des monats=of the month; weihnachten=christmas; heiligabend=christmas eve; silvester=new year's eve`,
}
