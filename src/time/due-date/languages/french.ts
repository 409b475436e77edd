export const french = {
  isVerbLast: false,
  words: `
lundi=monday; mardi=tuesday; mercredi=wednesday; jeudi=thursday; vendredi=friday; samedi=saturday; dimanche=sunday; lundis=mondays; mardis=tuesdays; mercredis=wednesdays; jeudis=thursdays; vendredis=fridays
janvier=january; février=february; fevrier=february; mars=march; avril=april; mai=may; juin=june; juillet=july; août=august; aout=august; septembre=september; octobre=october; novembre=november; décembre=december; decembre=december
aujourd'hui=today; demain=tomorrow; après-demain=the day after tomorrow; hier=yesterday; avant-hier=the day before yesterday
demain matin=tomorrow morning; demain après-midi=tomorrow afternoon; demain soir=tomorrow evening; ce matin=this morning; cet après-midi=this afternoon; ce soir=this evening; cette nuit=tonight
matin=morning; soir=evening; après-midi=afternoon; midi=noon; minuit=midnight; du matin=in the morning; du soir=in the evening; de l'après-midi=in the afternoon
d'ici=by; d'ici à=by; d'ici au=by the; d'ici le=by the; d'ici la=by the; avant=before; avant le=before the; avant la=before the; pour=by; pour le=by the; au plus tard=by; au plus tard le=by the; jusqu'à=until; jusqu'au=until the; échéance=deadline; pour la=by the
le=the; la=the; les=the; à=at; vers=around; dans=in; dans les=in; sous=within; en=in; au=at the; l'=the
prochain=<next; prochaine=<next; suivant=<next; suivante=<next; dernier=<last; dernière=<last; prochains=<next; prochaines=<next
ce=this; cette=this; cet=this; fin=end; fin de=end of; la fin=the end; fin de semaine=end of the week; fin de la semaine=end of the week; la fin de la semaine=the end of the week; fin du mois=end of the month; fin de mois=end of the month; la fin du mois=the end of the month; fin de l'année=end of the year; la fin de l'année=the end of the year; fin d'année=end of the year; fin du trimestre=end of the quarter; fin de journée=eod; la fin de la journée=eod; en fin de journée=eod; ce week-end=this weekend; week-end=weekend; mi=mid; début=early
semaine=week; semaines=weeks; jour=day; jours=days; mois=months; an=year; ans=years; année=year; heure=hour; heures=hours; minute=minute; minutes=minutes; trimestre=quarter; jour ouvré=business day; jours ouvrés=business days; jours ouvrables=business days; quinzaine=fortnight; quinze jours=two weeks; huit jours=one week
de=of; du=of the; un=one; une=one; deux=two; trois=three; quatre=four; cinq=five; six=six; sept=seven; huit=eight; neuf=nine; dix=ten; onze=eleven; douze=twelve; une demi-heure=half an hour; demi-heure=half hour; quelques=few; mois prochain=next month; le mois prochain=the next month; ce mois=this month; ce mois-ci=this month; un mois=one month; cette semaine=this week
premier=first; première=first; 1er=first; deuxième=second; troisième=third
chaque=every; tous les=every; toutes les=every; tous les jours=every day; quotidiennement=daily; toutes les deux semaines le=every 2 weeks on; chaque mois=of every month; de chaque mois=of every month; du mois=of the month
et demie=and a half; noël=christmas; noel=christmas; la saint-sylvestre=new year's eve; et=and; ou=or`,
}
