export const german = {
  isVerbLast: true,
  words: `
montag=monday; dienstag=tuesday; mittwoch=wednesday; donnerstag=thursday; freitag=friday; samstag=saturday; sonnabend=saturday; sonntag=sunday
mo=monday; di=tuesday; mi=wednesday; do=thursday; fr=friday; montags=mondays; dienstags=tuesdays; mittwochs=wednesdays; donnerstags=thursdays; freitags=fridays
januar=january; jänner=january; februar=february; märz=march; april=april; mai=may; juni=june; juli=july; august=august; september=september; oktober=october; november=november; dezember=december
heute=today; morgen=tomorrow; übermorgen=the day after tomorrow; gestern=yesterday; vorgestern=the day before yesterday
heute früh=this morning; heute morgen=this morning; heute vormittag=this morning; heute mittag=at noon; heute nachmittag=this afternoon; heute abend=this evening; heute nacht=tonight
morgen früh=tomorrow morning; morgen vormittag=tomorrow morning; morgen mittag=tomorrow noon; morgen nachmittag=tomorrow afternoon; morgen abend=tomorrow evening
früh=morning; vormittag=morning; nachmittag=afternoon; abend=evening; mittag=noon; mitternacht=midnight; am morgen=in the morning
montagabend=monday evening; dienstagabend=tuesday evening; mittwochabend=wednesday evening; donnerstagabend=thursday evening; freitagabend=friday evening
montagmorgen=monday morning; dienstagmorgen=tuesday morning; mittwochmorgen=wednesday morning; donnerstagmorgen=thursday morning; freitagmorgen=friday morning
montagnachmittag=monday afternoon; freitagnachmittag=friday afternoon; freitagmittag=friday noon; montagmittag=monday noon
bis=by; bis zum=by the; bis zur=by the; bis spätestens=by; spätestens bis=by; spätestens=by; bis am=by; bis um=by; bis in=in; vor=before; vor dem=before the; fällig=due; fällig am=due on; fällig bis=due by; frist=deadline
am=on; um=at; im=in the; in=in; innerhalb von=within; binnen=within; zu=at; gegen=around; am ende=at the end; an=on
nächsten=next; nächste=next; nächster=next; nächstes=next; kommenden=coming; kommende=coming; kommendes=coming; diesen=this; diese=this; dieser=this; dieses=this; letzten=last; letzte=last; letzter=last; vorletzten=2nd to last
ende der woche=end of the week; ende dieser woche=end of this week; ende nächster woche=end of next week; ende des monats=end of the month; ende des jahres=end of the year; ende des quartals=end of the quarter; ende=end; wochenende=weekend; monatsende=end of the month; jahresende=end of the year; quartalsende=end of the quarter; tagesende=eod; feierabend=eod; mitte=mid; anfang=early
woche=week; wochen=weeks; tag=day; tage=days; tagen=days; tages=day; monat=month; monate=months; monaten=months; jahr=year; jahre=years; jahren=years; quartal=quarter; stunde=hour; stunden=hours; minute=minute; minuten=minutes; werktag=business day; werktage=business days; werktagen=business days; arbeitstag=business day; arbeitstage=business days; arbeitstagen=business days
ein=one; eine=one; einen=one; einem=one; einer=one; zwei=two; drei=three; vier=four; fünf=five; sechs=six; sieben=seven; acht=eight; neun=nine; zehn=ten; elf=eleven; zwölf=twelve
halben stunde=half hour; einer halben stunde=half an hour; anderthalb stunden=1.5 hours; eineinhalb stunden=1.5 hours; viertelstunde=quarter of an hour; einer viertelstunde=a quarter of an hour
erster=first; ersten=first; zweiten=second; dritten=third; vierten=fourth
viertel nach=quarter past; viertel vor=quarter to
jeden=every; jede=every; jedes=every; alle=every; täglich=daily; wöchentlich=weekly; monatlich=monthly; werktags=weekdays; jeden zweiten=every other; jede zweite=every other
im monat=of the month; des monats=of the month; jeden monats=of every month; nach=after; weihnachten=christmas; heiligabend=christmas eve; silvester=new year's eve`,
}
