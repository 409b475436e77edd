import type { Language } from './language.ts'

const MONTHS: Record<string, string> = {
  janvier: 'january',
  février: 'february',
  mars: 'march',
  avril: 'april',
  mai: 'may',
  juin: 'june',
  juillet: 'july',
  août: 'august',
  septembre: 'september',
  octobre: 'october',
  novembre: 'november',
  décembre: 'december',
}

/** "mi-mars" is one word. */
const MIDDLES = Object.entries(MONTHS)
  .map(([month, ours]) => `mi-${month}=mid ${ours}`)
  .join(';')

export const french: Language = {
  isVerbLast: false,
  isNextComing: true,
  weekdays: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
  months:
    'janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre',
  numbers:
    'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre',
  ranges: ['du {} au {}', 'de {} à {}', '{} à {}', '{} - {}', '{} – {}'],
  clock: {
    hours: ['heures', 'heure', 'h'],
    lengths: [
      'dans',
      'sous',
      'en',
      "d'ici",
      'pendant',
      'durant',
      'toutes',
      'les',
      'quelques',
      'encore',
      'de',
    ],
    minutes: {
      trente: 30,
      'vingt-cinq': 25,
      'trente-cinq': 35,
      quarante: 40,
      'quarante-cinq': 45,
      cinquante: 50,
      'cinquante-cinq': 55,
    },
    before: {},
    after: {
      'et demie': 30,
      'et demi': 30,
      'et quart': 15,
      'moins le quart': -15,
      'moins quart': -15,
      'moins dix': -10,
      'moins cinq': -5,
      'moins vingt': -20,
    },
  },
  words: `
${MIDDLES}
lundis=mondays; mardis=tuesdays; mercredis=wednesdays; jeudis=thursdays; vendredis=fridays; samedis=saturdays; dimanches=sundays
aujourd'hui=today; demain=tomorrow; après-demain=the day after tomorrow; apres-demain=the day after tomorrow; hier=yesterday; avant-hier=the day before yesterday
demain matin=tomorrow morning; demain après-midi=tomorrow afternoon; demain soir=tomorrow evening; demain midi=tomorrow noon; ce matin=this morning; cet après-midi=this afternoon; cette après-midi=this afternoon; ce soir=this evening; cette nuit=tonight; ce midi=at noon
matin=morning; soir=evening; après-midi=afternoon; midi=noon; midi et demi=12:30; midi et demie=12:30; minuit=midnight; du matin=in the morning; du soir=in the evening; de l'après-midi=in the afternoon; l'après-midi=in the afternoon; le matin=in the morning; le soir=in the evening; à la première heure=first thing; dès la première heure=first thing; à première heure=first thing; en fin de matinée=noon; dans la matinée=in the morning; dans la journée=eod
d'ici=by; d'ici à=by; d'ici au=by the; d'ici le=by the; d'ici la=by the; d'ici là=then; avant=before; avant le=before the; avant la=before the; avant les=before the; pour=by; pour le=by the; pour la=by the; au plus tard=by; au plus tard le=by the; jusqu'à=until; jusqu'au=until the; échéance=deadline; dès=from; à partir de=from; à partir du=from the; depuis=since; pas avant=not before; après=after
le=the; la=the; les=the; à=at; vers=around; dans=in; dans les=in; sous=within; en=in; au=at the; l'=the
prochain=<next; prochaine=<next; suivant=<next; suivante=<next; dernier=<last; dernière=<last; prochains=<next; prochaines=<next; en huit=week; en quinze=fortnight; en 8=week
ce=this; cette=this; cet=this; fin=end; fin de=end of; la fin=the end; fin de semaine=end of the week; fin de la semaine=end of the week; la fin de la semaine=the end of the week; fin du mois=end of the month; fin de mois=end of the month; la fin du mois=the end of the month; fin de l'année=end of the year; la fin de l'année=the end of the year; fin d'année=end of the year; fin du trimestre=end of the quarter; fin de journée=eod; la fin de la journée=eod; en fin de journée=eod; en fin de semaine=at the end of the week; en fin de mois=at the end of the month; en milieu de semaine=midweek; milieu de semaine=midweek; ce week end=this weekend; le week end=the weekend; week end=weekend; week end prochain=next weekend; mi=mid; début=early; milieu=middle
semaine=week; semaines=weeks; jour=day; jours=days; mois=months; an=year; ans=years; année=year; heure=hour; heures=hours; minute=minute; minutes=minutes; trimestre=quarter; jour ouvré=business day; jours ouvrés=business days; jours ouvrables=business days; quinzaine=fortnight; quinze jours=two weeks; huit jours=one week; 15 jours=two weeks; 8 jours=one week; un jour ou deux=two days; une heure ou deux=two hours; une semaine ou deux=two weeks
de=of; du=of the; des=of the; d'=of; une demi-heure=half an hour; demi-heure=half hour; quelques=few; mois prochain=next month; le mois prochain=the next month; ce mois=this month; ce mois-ci=this month; un mois=one month; cette semaine=this week; semaine prochaine=next week; la semaine prochaine=the next week; année prochaine=next year; l'année prochaine=next year
premier=first; première=first; 1er=first; deuxième=second; troisième=third
ce qui=what; ce que=what; qui=who; pourquoi=why; comment=how; quand=when; si=whether; quel=which; quelle=which; rien=nothing; ne=not; pas=not; sauf=except; sauf le=except; ou=or; ou bien=or; et=and; non=no; enfin=actually; plutôt=rather; sinon=else; pardon=sorry; désolé=sorry; au pire=worst; peut-être=maybe
chaque=every; tous les=every; toutes les=every; tous les jours=every day; chaque jour=every day; quotidiennement=daily; toutes les heures=every hour; chaque heure=every hour; chaque trimestre=every quarter; toutes les deux semaines le=every 2 weeks on; un lundi sur deux=every other monday; un mardi sur deux=every other tuesday; un mercredi sur deux=every other wednesday; un jeudi sur deux=every other thursday; un vendredi sur deux=every other friday; tous les matins=every morning; chaque matin=every morning; tous les soirs=every evening; chaque soir=every evening; en semaine=weekdays; les jours ouvrés=weekdays; tous les jours ouvrés=every weekday; les week ends=weekends; à la fin de chaque mois=at the end of every month; à la fin de chaque semaine=at the end of every week; chaque mois=of every month; de chaque mois=of every month; chaque fin de mois=at the end of every month; du mois=of the month
noël=christmas; noel=christmas; la saint-sylvestre=new year's eve`,
}
