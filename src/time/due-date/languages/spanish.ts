export const spanish = {
  isVerbLast: false,
  words: `
lunes=monday; martes=tuesday; miércoles=wednesday; miercoles=wednesday; jueves=thursday; viernes=friday; sábado=saturday; sabado=saturday; domingo=sunday; los lunes=on mondays; los martes=on tuesdays; los miércoles=on wednesdays; los jueves=on thursdays; los viernes=on fridays
enero=january; febrero=february; marzo=march; abril=april; mayo=may; junio=june; julio=july; agosto=august; septiembre=september; octubre=october; noviembre=november; diciembre=december
hoy=today; mañana=tomorrow; pasado mañana=the day after tomorrow; ayer=yesterday; anteayer=the day before yesterday
mañana por la mañana=tomorrow morning; mañana por la tarde=tomorrow afternoon; mañana por la noche=tomorrow night; esta mañana=this morning; esta tarde=this afternoon; esta noche=tonight; hoy por la tarde=this afternoon
por la mañana=in the morning; por la tarde=in the afternoon; por la noche=at night; de la mañana=in the morning; de la tarde=in the afternoon; de la noche=in the evening; mediodía=noon; mediodia=noon; medianoche=midnight; al mediodía=at noon; al mediodia=at noon; a mediodía=at noon
para=by; para el=by the; para la=by the; para las=by; antes de=before; antes del=before the; antes de las=before; antes de la=before; a más tardar=by; a más tardar el=by the; como máximo el=by the; hasta=until; hasta el=until the; hasta las=until; hasta la=until; vence=due; vence el=due on
el=the; la=the; los=the; a las=at; a la=at; sobre las=around; en=in; dentro de=in; al=at the; el día=the; el dia=the
próximo=next; proximo=next; próxima=next; proxima=next; este=this; esta=this; pasado=<last; pasada=<last; que viene=<next; siguiente=<next
fin de semana=weekend; este fin de semana=this weekend; el fin de semana=the weekend; fin de mes=end of the month; final de mes=end of the month; a fin de mes=end of the month; finales de mes=end of the month; fin de año=end of the year; final de año=end of the year; final de la semana=end of the week; fin de la semana=end of the week; final del día=eod; fin del día=eod; final del trimestre=end of the quarter; fin del trimestre=end of the quarter; fin=end; final=end; finales=end; principios=early; mediados=mid
semana=week; semanas=weeks; día=day; dia=day; días=days; dias=days; mes=month; meses=months; año=year; años=years; hora=hour; horas=hours; minuto=minute; minutos=minutes; trimestre=quarter; día hábil=business day; días hábiles=business days; dias habiles=business days; días laborables=business days; quincena=fortnight
un=one; una=one; dos=two; tres=three; cuatro=four; cinco=five; seis=six; siete=seven; ocho=eight; nueve=nine; diez=ten; once=eleven; doce=twelve; media hora=half an hour; hora y media=hour and a half; un par de=a couple of; unos=few; unas=few
de=of; del=of the; primer=first; primero=first; segundo=second; tercer=third; último=last; ultimo=last
cada=every; todos los=every; todas las=every; todos los días=every day; todos los dias=every day; diariamente=daily; de cada mes=of every month; cada dos semanas el=every 2 weeks on; del mes=of the month; y media=<half past; y cuarto=<quarter past; menos cuarto=<quarter to; navidad=christmas; nochebuena=christmas eve; nochevieja=new year's eve; y=and; o=or`,
}
