import type { Language } from './language.ts'

export const portuguese: Language = {
  isVerbLast: false,
  weekdays:
    'segunda|segunda-feira terça|terça-feira|terca quarta|quarta-feira quinta|quinta-feira sexta|sexta-feira sábado|sabado domingo',
  months: 'janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro dezembro',
  numbers:
    'um|uma dois|duas três|tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte vinte-e-um vinte-e-dois vinte-e-três vinte-e-quatro',
  ranges: ['de {} a {}', '{} a {}', 'de {} à {}', '{} - {}', '{} – {}'],
  clock: {
    hours: ['horas', 'h'],
    lengths: ['em', 'de', 'a', 'umas', 'cada', 'dentro', 'durante', 'por'],
    minutes: { trinta: 30, quarenta: 40, cinquenta: 50 },
    before: { 'quinze para as': -15, 'dez para as': -10, 'cinco para as': -5, 'vinte para as': -20 },
    after: {
      'e meia': 30,
      'e trinta': 30,
      'e quinze': 15,
      'e dez': 10,
      'e cinco': 5,
      'e vinte': 20,
      'em ponto': 0,
      'e um quarto': 15,
    },
  },
  words: `
segundas=mondays; terças=tuesdays; quartas=wednesdays; quintas=thursdays; sextas=fridays; sábados=saturdays; domingos=sundays; segundas-feiras=mondays; terças-feiras=tuesdays; quartas-feiras=wednesdays; quintas-feiras=thursdays; sextas-feiras=fridays
às segundas=on mondays; às terças=on tuesdays; às quartas=on wednesdays; às quintas=on thursdays; às sextas=on fridays; aos sábados=on saturdays; aos domingos=on sundays; nas segundas=on mondays; nas sextas=on fridays
hoje=today; hoje mesmo=today; ainda hoje=today; amanhã=tomorrow; amanha=tomorrow; depois de amanhã=the day after tomorrow; ontem=yesterday; anteontem=the day before yesterday
amanhã de manhã=tomorrow morning; amanhã cedo=tomorrow morning; amanhã à tarde=tomorrow afternoon; amanhã à noite=tomorrow night; hoje de manhã=this morning; hoje à tarde=this afternoon; hoje à noite=tonight; esta noite=tonight; esta tarde=this afternoon; esta manhã=this morning
de manhã=in the morning; da manhã=in the morning; pela manhã=in the morning; à tarde=in the afternoon; da tarde=in the afternoon; à noite=at night; da noite=in the evening; meio-dia=noon; ao meio-dia=at noon; até o meio-dia=by noon; até ao meio-dia=by noon; meia-noite=midnight; à meia-noite=at midnight; logo cedo=first thing; à primeira hora=first thing; na primeira hora=first thing; no primeiro horário=first thing
até=by; até o=by the; até a=by the; até ao=by the; até à=by the; até às=by; até as=by; até dia=by the; até o dia=by the; até ao dia=by the; antes de=before; antes do=before the; antes da=before the; antes das=before; para=by; para o dia=by the; no máximo até=by; no máximo=by; o mais tardar=by; prazo=deadline; a partir de=from; a partir do=from the; desde=from; depois de=after; depois da=after the; depois do=after the; não antes de=not before
o=the; a=the; os=the; as=at; na=on the; no=on the; em=in; dentro de=in; daqui a=in; às=at; à=at; ao=at the; por volta das=around; dia=the; no dia=on the
próximo=next; proximo=next; próxima=next; proxima=next; que vem=<next; seguinte=<next; este=this; esta=this; passado=<last; passada=<last; nesta=this; neste=this; na próxima=next; no próximo=next; desta semana=of this week; da semana que vem=of next week; da próxima semana=of next week
fim de semana=weekend; este fim de semana=this weekend; neste fim de semana=this weekend; no fim de semana=over the weekend; fins de semana=weekends; nos fins de semana=on weekends; aos fins de semana=on weekends; fim do mês=end of the month; final do mês=end of the month; fim do mes=end of the month; fim do ano=end of the year; final do ano=end of the year; fim da semana=end of the week; final da semana=end of the week; fim do dia=eod; final do dia=eod; fim do expediente=eod; fim do trimestre=end of the quarter; final do trimestre=end of the quarter; meio da semana=midweek; no meio da semana=midweek; no início de=in early; no final de=at the end of; no fim de=at the end of; fim=end; final=end; início=early; meados=mid; em meados de=in mid
semana=week; semanas=weeks; dias=days; mês=month; mes=month; meses=months; ano=year; anos=years; hora=hour; horas=hours; minuto=minute; minutos=minutes; trimestre=quarter; dia útil=business day; dias úteis=business days; dias uteis=business days; quinzena=fortnight; um dia=one day; um dia ou dois=two days; um ou dois dias=two days; uma hora ou duas=two hours; uma ou duas horas=two hours
meia hora=half an hour; hora e meia=hour and a half; um par de=a couple of; alguns=few; algumas=few
de=of; do=of the; da=of the; primeiro=first; primeira=first; segundo=second; terceiro=third; última=last; último=last; sobre=about; com=with
o que=what; quem=who; por que=why; como=how; quando=when; qual=which; se=whether; nada=nothing; não=not; nao=not; exceto=except; menos=except; salvo=except; ou=or; e=and; desculpa=sorry; desculpe=sorry; aliás=actually; melhor=better; quero dizer=mean; digo=mean; senão=else; na pior das hipóteses=worst; talvez=maybe
cada=every; cada hora=every hour; toda=every; todo=every; todos os=every; todas as=every; todos os dias=every day; todo dia=every day; todo o dia=every day; todas as manhãs=every morning; toda manhã=every morning; toda noite=every night; todas as noites=every night; diariamente=daily; em dias úteis=weekdays; nos dias úteis=weekdays; todo dia útil=every weekday; todos os dias úteis=every weekday; de cada mês=of every month; de todo mês=of every month; no fim de cada mês=at the end of every month; no final de cada mês=at the end of every month; no final de cada semana=at the end of every week; a cada duas semanas na=every 2 weeks on; do mês=of the month
natal=christmas; véspera de natal=christmas eve`,
}
