import type { Language } from './language.ts'

export const spanish: Language = {
  isVerbLast: false,
  weekdays: 'lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo',
  months:
    'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre',
  numbers:
    'uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis|dieciseis diecisiete dieciocho diecinueve veinte veintiuno|veintiún veintidós|veintidos veintitrés|veintitres veinticuatro',
  ranges: ['de {} a {}', '{} a {}', 'del {} al {}', '{} - {}', '{} – {}'],
  clock: {
    hours: ['horas', 'h'],
    lengths: ['en', 'de', 'unas', 'cada', 'durante', 'por'],
    minutes: { treinta: 30, 'cuarenta y cinco': 45, cuarenta: 40, cincuenta: 50 },
    before: {},
    after: {
      'y media': 30,
      'y treinta': 30,
      treinta: 30,
      'y cuarto': 15,
      'menos cuarto': -15,
      'menos diez': -10,
      'menos cinco': -5,
      'menos veinte': -20,
      'y diez': 10,
      'y cinco': 5,
      'y veinte': 20,
      'en punto': 0,
    },
  },
  words: `
los lunes=on mondays; los martes=on tuesdays; los miércoles=on wednesdays; los miercoles=on wednesdays; los jueves=on thursdays; los viernes=on fridays; los sábados=on saturdays; los domingos=on sundays; sábados=saturdays; domingos=sundays
hoy=today; hoy mismo=today; mañana=tomorrow; manana=tomorrow; pasado mañana=the day after tomorrow; ayer=yesterday; anteayer=the day before yesterday
mañana por la mañana=tomorrow morning; mañana por la tarde=tomorrow afternoon; mañana por la noche=tomorrow night; esta mañana=this morning; esta tarde=this afternoon; esta noche=tonight; hoy por la tarde=this afternoon; hoy por la noche=tonight
por la mañana=in the morning; por la tarde=in the afternoon; por la noche=at night; de la mañana=in the morning; de la tarde=in the afternoon; de la noche=in the evening; mediodía=noon; mediodia=noon; medianoche=midnight; al mediodía=at noon; al mediodia=at noon; a mediodía=at noon; a mediodia=at noon; a primera hora=first thing; a última hora=eod; a ultima hora=eod
para=by; para el=by the; para la=by the; para las=by; antes de=before; antes del=before the; antes de las=before; antes de la=before; a más tardar=by; a más tardar el=by the; como máximo=by; como máximo el=by the; como muy tarde=by; como muy tarde el=by the; hasta=until; hasta el=until the; hasta las=until; hasta la=until; vence=due; vence el=due on; a partir de=from; a partir del=from the; desde=from; desde el=from the; después de=after; no antes de=not before; no antes del=not before the
el=the; la=the; los=the; las=the; a las=at; a la=at; sobre las=around; hacia las=around; en=in; dentro de=in; al=at the; el día=the; el dia=the
próximo=next; proximo=next; próxima=next; proxima=next; este=this; esta=this; pasado=<last; pasada=<last; que viene=<next; siguiente=<next
fin de semana=weekend; este fin de semana=this weekend; el fin de semana=the weekend; fines de semana=weekends; los fines de semana=on weekends; fin de mes=end of the month; final de mes=end of the month; a fin de mes=at the end of the month; a finales de mes=at the end of the month; a final de mes=at the end of the month; finales de mes=end of the month; a finales de=at the end of; a finales de este mes=at the end of this month; a finales de semana=at the end of the week; a final de semana=at the end of the week; a finales de año=at the end of the year; fin de año=end of the year; final de año=end of the year; antes de fin de mes=before the end of the month; antes de fin de año=before the end of the year; final de la semana=end of the week; fin de la semana=end of the week; final del mes=end of the month; fin del mes=end of the month; final del día=eod; fin del día=eod; final de la jornada=eod; final del trimestre=end of the quarter; fin del trimestre=end of the quarter; fin=end; final=end; finales=end; a principios de=in early; principios=early; a mediados de=in mid; a mediados de mes=by the 15th; a mediados de semana=midweek; mediados=mid
semana=week; semanas=weeks; día=day; dia=day; días=days; dias=days; mes=month; meses=months; año=year; años=years; hora=hour; horas=hours; minuto=minute; minutos=minutes; trimestre=quarter; día hábil=business day; días hábiles=business days; dias habiles=business days; días laborables=business days; quincena=fortnight; un día o dos=two days; un par de días=two days; una hora o dos=two hours; un par de horas=two hours
media hora=half an hour; hora y media=hour and a half; un par de=a couple of; unos=few; unas=few
de=of; del=of the; primer=first; primero=first; segundo=second; tercer=third; último=last; ultimo=last; sobre=about; con=with
qué=what; lo que=what; quién=who; por qué=why; cómo=how; cuándo=when; cuál=which; si=whether; nada=nothing; no=not; salvo=except; salvo el=except; excepto=except; excepto los=except; menos los=except; o=or; y=and; perdón=sorry; mejor=better; o mejor=or; digo=mean; si no=else; en el peor de los casos=worst; quizá=maybe; quizás=maybe
cada=every; cada día=every day; cada hora=every hour; cada noche=every night; cada mañana=every morning; cada tarde=every afternoon; cada lunes=every monday; cada trimestre=every quarter; todos los=every; todas las=every; todos los días=every day; todos los dias=every day; todas las mañanas=every morning; todas las noches=every night; diariamente=daily; a diario=daily; días laborables a=weekdays at; entre semana=weekdays; todos los días laborables=every weekday; de cada mes=of every month; a final de cada mes=at the end of every month; al final de cada mes=at the end of every month; a fin de cada mes=at the end of every month; al final de cada semana=at the end of every week; cada dos semanas el=every 2 weeks on; del mes=of the month
navidad=christmas; nochebuena=christmas eve; nochevieja=new year's eve`,
}
