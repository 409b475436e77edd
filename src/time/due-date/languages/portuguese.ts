export const portuguese = {
  isVerbLast: false,
  words: `
segunda=monday; segunda-feira=monday; terça=tuesday; terça-feira=tuesday; quarta=wednesday; quarta-feira=wednesday; quinta=thursday; quinta-feira=thursday; sexta=friday; sexta-feira=friday; sábado=saturday; sabado=saturday; domingo=sunday; às segundas=on mondays; às terças=on tuesdays; às quartas=on wednesdays; às quintas=on thursdays; às sextas=on fridays
janeiro=january; fevereiro=february; março=march; marco=march; abril=april; maio=may; junho=june; julho=july; agosto=august; setembro=september; outubro=october; novembro=november; dezembro=december
hoje=today; amanhã=tomorrow; amanha=tomorrow; depois de amanhã=the day after tomorrow; ontem=yesterday; anteontem=the day before yesterday
amanhã de manhã=tomorrow morning; amanhã à tarde=tomorrow afternoon; amanhã à noite=tomorrow night; hoje de manhã=this morning; hoje à tarde=this afternoon; hoje à noite=tonight; esta noite=tonight; esta tarde=this afternoon; esta manhã=this morning
de manhã=in the morning; da manhã=in the morning; à tarde=in the afternoon; da tarde=in the afternoon; à noite=at night; da noite=in the evening; meio-dia=noon; ao meio-dia=at noon; meia-noite=midnight; à meia-noite=at midnight
até=by; até o=by the; até a=by the; até ao=by the; até às=by; até as=by; até dia=by the; até o dia=by the; antes de=before; antes do=before the; antes da=before the; antes das=before; para=by; para o dia=by the; no máximo até=by; no máximo=by; prazo=deadline
o=the; a=the; na=on the; no=on the; em=in; dentro de=in; daqui a=in; às=at; as=at; à=at; ao=at the; por volta das=around; dia=the; no dia=on the
próximo=next; proximo=next; próxima=next; proxima=next; que vem=<next; seguinte=<next; este=this; esta=this; passado=<last; passada=<last; nesta=this; neste=this; na próxima=next; no próximo=next
fim de semana=weekend; este fim de semana=this weekend; neste fim de semana=this weekend; fim do mês=end of the month; final do mês=end of the month; fim do mes=end of the month; fim do ano=end of the year; final do ano=end of the year; fim da semana=end of the week; final da semana=end of the week; fim do dia=eod; final do dia=eod; fim do expediente=eod; fim do trimestre=end of the quarter; final do trimestre=end of the quarter; fim=end; final=end; início=early; meados=mid
semana=week; semanas=weeks; dias=days; mês=month; mes=month; meses=months; ano=year; anos=years; hora=hour; horas=hours; minuto=minute; minutos=minutes; trimestre=quarter; dia útil=business day; dias úteis=business days; dias uteis=business days; quinzena=fortnight; um dia=one day
um=one; uma=one; dois=two; duas=two; três=three; tres=three; quatro=four; cinco=five; seis=six; sete=seven; oito=eight; nove=nine; dez=ten; onze=eleven; doze=twelve; meia hora=half an hour; hora e meia=hour and a half; um par de=a couple of; alguns=few; algumas=few
de=of; do=of the; da=of the; primeiro=first; primeira=first; segundo=second; terceiro=third; última=last; último=last
cada=every; toda=every; todo=every; todos os=every; todas as=every; todos os dias=every day; todo dia=every day; diariamente=daily; de cada mês=of every month; de todo mês=of every month; do mês=of the month; e meia=<half past; natal=christmas; véspera de natal=christmas eve; e=and; ou=or`,
}
