/**
 * The words by which a line says who somebody is ("you are lazy") rather than what they did, as alternatives of a regular
 * expression: in small letters and without accents, as domain/tone.ts reads them.
 */

export interface ToneWords {
  /** "You are", as it is said to the reader. */
  youAre: string
  /** Where the verb may stand at the end: the two halves of "du … bist". */
  framed?: readonly (readonly [subject: string, verb: string])[]
  /** "You are not". */
  youAreNot: string
  /** Words that may stand between. */
  between: string
  traits: string
  /** Good traits: it is their denial that speaks of the person. */
  virtues: string
}

const english: ToneWords = {
  youAre: "you'?re|you are|you can be|you have always been",
  youAreNot: "you'?re not|you are not|you aren'?t|you'?re no|you are no",
  between:
    'so|such|very|too|really|just|quite|pretty|always|often|simply|clearly|obviously|totally|' +
    'completely|extremely|rather|a bit|a little|kind of|basically|plain|an?|the most|only|' +
    'much of',
  traits:
    'lazy|arrogant|selfish|stupid|dumb|incompetent|dishonest|rude|careless|stubborn|unreliable|' +
    'unprofessional|immature|childish|narcissistic|a narcissist|narcissist|manipulative|controlling|' +
    'a control freak|control freak|micromanager|bully|liar|coward|hypocrite|idiot|cowardly|toxic|vain|' +
    'pushy|know-it-all|egoist|egotistical|self-centered|self-centred|irresponsible|useless|hopeless|' +
    'disorgani[sz]ed|fake|two-faced',
  virtues:
    'reliable|trustworthy|honest|competent|smart|clever|professional|intelligent|mature|team player|' +
    'leader|leadership material|good person|nice person|likeable|serious person',
}

const german: ToneWords = {
  youAre: 'du bist|sie sind|bist du|ihr seid',
  framed: [
    ['du', 'bist'],
    ['sie', 'sind'],
  ],
  youAreNot: '(?:du bist|sie sind)(?: einfach| wirklich| echt)? (?:nicht|keine?)',
  between:
    'so|sehr|zu|viel zu|echt|wirklich|einfach|nur|ziemlich|immer|oft|eine?|ein bisschen|total|vollig|' +
    'extrem|eher|besonders|gerade',
  traits:
    'faul|arrogant|uberheblich|egoistisch|dumm|inkompetent|unzuverlassig|unehrlich|feige|' +
    'rucksichtslos|schlampig|stur|eitel|kindisch|narzisstisch|herablassend|unfahig|unreif|' +
    'lugner(?:in)?|feigling|kontrollfreak|egoist(?:in)?|narzisst(?:in)?|besserwisser(?:in)?|' +
    'angeber(?:in)?|idiot|unprofessionell|verantwortungslos|unsympathisch|hinterhaltig|chaot(?:in)?',
  virtues:
    'zuverlassig|ehrlich|kompetent|teamplayer|teamfahig|professionell|klug|intelligent|reif|' +
    'vertrauenswurdig|schlau|fuhrungskraft',
}

const french: ToneWords = {
  youAre: "tu es|t'es|vous etes|es-tu",
  youAreNot: "tu n'es pas|t'es pas|tu es pas|vous n'etes pas",
  between:
    "tres|trop|vraiment|si|tellement|une?|assez|juste|toujours|souvent|un peu|quelqu'un d|quelqu'un de|plutot|" +
    'completement|totalement|simplement|bien|extremement',
  traits:
    'paresseu(?:x|se)|arrogante?|egoiste|stupide|incompetente?|menteu(?:r|se)|lache|tetue?|' +
    'pretentieu(?:x|se)|narcissique|hypocrite|feignante?|faineante?|flemmarde?|bete|immature|' +
    'peu fiable|maniaque du controle|tyran|malhonnete|negligente?|manipulat(?:eur|rice)|mechante?|' +
    'irresponsable|orgueilleu(?:x|se)|condescendante?|idiote?|imbecile|nulle?',
  virtues:
    'fiable|honnete|competente?|serieu(?:x|se)|professionnel(?:le)?|intelligente?|mature|' +
    'digne de confiance',
}

const spanish: ToneWords = {
  youAre: 'eres|usted es|sos',
  youAreNot: 'no eres|usted no es|no sos',
  between:
    'muy|tan|demasiado|una?|bastante|realmente|siempre|simplemente|un poco|solo|totalmente|' +
    'completamente|mas bien|super',
  traits:
    'perezos[oa]|vag[oa]|arrogante|egoista|tont[oa]|estupid[oa]|incompetente|mentiros[oa]|cobarde|' +
    'narcisista|terc[oa]|irresponsable|inmadur[oa]|hipocrita|prepotente|soberbi[oa]|deshonest[oa]|' +
    'floj[oa]|manipulador[a]?|controlador[a]?|creid[oa]|idiota|descuidad[oa]|inutil|poco fiable|' +
    'maleducad[oa]|infantil',
  virtues: 'confiable|fiable|de fiar|honest[oa]|competente|seri[oa]|profesional|inteligente|madur[oa]',
}

const portuguese: ToneWords = {
  youAre: 'voce e|tu es|es',
  youAreNot: 'voce nao e|tu nao es|nao es',
  between:
    'muito|tao|uma?|meio|bastante|realmente|sempre|simplesmente|um pouco|so|mesmo|totalmente|' +
    'completamente|demasiado',
  traits:
    'preguicos[oa]|arrogante|egoista|burr[oa]|estupid[oa]|incompetente|mentiros[oa]|covarde|cobarde|' +
    'narcisista|teimos[oa]|irresponsavel|imatur[oa]|hipocrita|prepotente|desonest[oa]|manipulador[a]?|' +
    'controlador[a]?|vagabund[oa]|convencid[oa]|idiota|relaxad[oa]|inutil|infantil',
  virtues: 'confiavel|honest[oa]|competente|seri[oa]|profissional|inteligente|madur[oa]',
}

const italian: ToneWords = {
  youAre: 'sei|lei e',
  youAreNot: 'non sei|lei non e',
  between:
    "molto|troppo|cosi|davvero|un[ao]?|proprio|sempre|semplicemente|un po'?|piuttosto|solo|veramente|" +
    "completamente|un'",
  traits:
    'pigr[oa]|arrogante|egoista|stupid[oa]|incompetente|bugiard[oa]|codard[oa]|narcisista|testard[oa]|' +
    'irresponsabile|immatur[oa]|ipocrita|presuntuos[oa]|disonest[oa]|inaffidabile|' +
    'manipola(?:tore|trice)|maleducat[oa]|superb[oa]|fannullon[ea]|maniac[oa] del controllo|' +
    'vigliacc[oa]|idiota|infantile|incapace',
  virtues: 'affidabile|onest[oa]|competente|seri[oa]|professionale|intelligente|matur[oa]',
}

const dutch: ToneWords = {
  youAre: 'je bent|jij bent|u bent|ben je|bent u',
  framed: [['(?:je|jij|u)', 'bent']],
  youAreNot: '(?:je|jij|u) bent(?: gewoon| echt)? (?:niet|geen)',
  between:
    'zo|heel|erg|te|veel te|echte?|gewoon|een|altijd|vaak|best|een beetje|nogal|behoorlijk|totaal|' +
    'alleen maar',
  traits:
    'lui|arrogant|egoistisch|dom|incompetent|onbetrouwbaar|oneerlijk|laf|leugenaar|lafaard|koppig|' +
    'kinderachtig|narcist|narcistisch|slordig|betweter|controlfreak|egoist|onbekwaam|achterbaks|lomp|' +
    'idioot|onprofessioneel|onvolwassen|hypocriet',
  virtues: 'betrouwbaar|eerlijk|bekwaam|slim|professioneel|volwassen|teamspeler|te vertrouwen',
}

/** Languages that part their words by spaces. */
export const spaced: readonly ToneWords[] = [english, german, french, spanish, portuguese, italian, dutch]

export const japanese = {
  you: 'あなた|君|きみ|お前|おまえ|さん',
  traits:
    '怠け者|怠惰|傲慢|わがまま|無能|嘘つき|自己中心的|自己中|無責任|卑怯|頑固|幼稚|馬鹿|バカ|ずるい|性格が悪い|頭が悪い|役立たず|生意気|冷たい人',
} as const
