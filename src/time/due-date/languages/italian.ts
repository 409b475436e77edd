import type { Language } from './language.ts'

export const italian: Language = {
  isVerbLast: false,
  isNextComing: true,
  weekdays:
    'lunedì|lunedi martedì|martedi mercoledì|mercoledi giovedì|giovedi venerdì|venerdi sabato domenica',
  months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  numbers:
    "uno|un|una|un' due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitré|ventitre ventiquattro",
  ranges: ['dal {} al {}', 'da {} a {}', '{} - {}', '{} – {}'],
  clock: {
    hours: ['h'],
    lengths: ['tra', 'fra', 'in', 'entro'],
    minutes: { trenta: 30, quarantacinque: 45, quaranta: 40, cinquanta: 50 },
    before: {},
    after: {
      'e mezza': 30,
      'e trenta': 30,
      'e mezzo': 30,
      'e un quarto': 15,
      'meno un quarto': -15,
      'e dieci': 10,
      'meno dieci': -10,
      'e venti': 20,
      'meno venti': -20,
      'in punto': 0,
    },
  },
  words: `
sabati=saturdays; domeniche=sundays; il lunedì=on mondays; il martedì=on tuesdays; il mercoledì=on wednesdays; il giovedì=on thursdays; il venerdì=on fridays; di lunedì=of monday; di venerdì=of friday
oggi=today; oggi stesso=today; domani=tomorrow; dopodomani=the day after tomorrow; ieri=yesterday; l'altro ieri=the day before yesterday
domani mattina=tomorrow morning; domattina=tomorrow morning; domani pomeriggio=tomorrow afternoon; domani sera=tomorrow evening; stamattina=this morning; questa mattina=this morning; oggi pomeriggio=this afternoon; questo pomeriggio=this afternoon; stasera=this evening; questa sera=this evening; stanotte=tonight
mattina=morning; pomeriggio=afternoon; sera=evening; mezzogiorno=noon; mezzanotte=midnight; di mattina=in the morning; del mattino=in the morning; al mattino=in the morning; in mattinata=in the morning; del pomeriggio=in the afternoon; nel pomeriggio=in the afternoon; di sera=in the evening; in serata=in the evening; in giornata=eod; come prima cosa=first thing; per prima cosa=first thing; a mezzogiorno=at noon
entro=by; entro il=by the; entro la=by the; entro le=by; entro l'=by the; entro e non oltre=by; entro e non oltre il=by the; per=by; per il=by the; per le=by; al più tardi=by; alle=at; alle ore=at; entro le ore=by; per le ore=by; al più tardi entro=by; prima di=before; prima del=before the; prima della=before the; prima delle=before; fino a=until; fino al=until the; fino alle=until; scadenza=deadline; dal=from the; da=from; dalle=from; dopo=after; dopo le=after; non prima di=not before; a partire da=from; a partire dal=from the
il=the; lo=the; la=the; i=the; le=the; l'=the; alle=at; all'=at; verso le=around; tra=in; fra=in; in=in; nel=in the; al=at the; a=at
prossimo=<next; prossima=<next; scorso=<last; scorsa=<last; seguente=<next; questo=this; questa=this; quest'=this; settimana prossima=next week; la settimana prossima=the next week; prossima settimana=next week; la prossima settimana=the next week; mese prossimo=next month; il mese prossimo=the next month; prossimo mese=next month; il prossimo mese=the next month; anno prossimo=next year; l'anno prossimo=next year
fine settimana=weekend; nel fine settimana=over the weekend; questo fine settimana=this weekend; weekend=weekend; nel weekend=over the weekend; nei weekend=on weekends; fine della settimana=end of the week; la fine della settimana=the end of the week; fine del mese=end of the month; la fine del mese=the end of the month; fine mese=end of the month; a fine mese=at the end of the month; entro fine mese=by the end of the month; entro fine settimana=by the end of the week; entro fine anno=by the end of the year; fine anno=end of the year; la fine dell'anno=the end of the year; fine dell'anno=end of the year; dell'anno=of the year; fine giornata=eod; a fine giornata=eod; fine della giornata=eod; la fine della giornata=eod; entro la fine della giornata=by eod; fine=end; metà=mid; a metà=in mid; metà settimana=midweek; a metà settimana=midweek; inizio=early; a inizio=in early; all'inizio di=in early
settimana=week; settimane=weeks; giorno=day; giorni=days; mese=month; mesi=months; anno=year; anni=years; ora=hour; ore=hours; minuto=minute; minuti=minutes; trimestre=quarter; giorno lavorativo=business day; giorni lavorativi=business days; quindici giorni=two weeks; 15 giorni=two weeks; un'ora=one hour; mezz'ora=half an hour; un paio di=a couple of; qualche=few; un giorno o due=two days; un'ora o due=two hours; un paio d'ore=two hours
di=of; del=of the; della=of the; dello=of the; dei=of the; delle=of the; dell'=of the; su=about; sul=about the; con=with; primo=first; prima=first; secondo=second; terzo=third; ultimo=last
cosa=what; che cosa=what; ciò che=what; quello che=what; chi=who; perché=why; perche=why; come=how; quando=when; quale=which; se=whether; niente=nothing; nulla=nothing; non=not; tranne=except; tranne il=except; eccetto=except; o=or; oppure=or; e=and; scusa=sorry; scusate=sorry; anzi=actually; meglio=better; altrimenti=else; no=no; al massimo=by; nel peggiore dei casi=worst; forse=maybe
ogni=every; ogni giorno=every day; ogni ora=every hour; ogni trimestre=every quarter; tutti i=every; tutte le=every; tutti i giorni=every day; quotidianamente=daily; ogni mattina=every morning; ogni sera=every evening; ogni due settimane il=every 2 weeks on; nei giorni feriali=weekdays; ogni giorno feriale=every weekday; giorni feriali=weekdays; di ogni mese=of every month; alla fine di ogni mese=at the end of every month; a fine di ogni mese=at the end of every month; alla fine di ogni settimana=at the end of every week; del mese=of the month; un lunedì sì e uno no=every other monday
natale=christmas; vigilia di natale=christmas eve; capodanno=new year's day; san silvestro=new year's eve`,
}
