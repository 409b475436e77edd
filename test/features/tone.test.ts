// Lines that name a person's character are found, lines that name a deed are not: a list of our own, in eight languages.
import { lineAboutCharacter } from '../../src/features/candor/domain/tone.ts'
import { workspace } from '../support/workspace.ts'

const aboutCharacter: Record<string, readonly string[]> = {
  English: [
    'You are careless.',
    "Honestly, you're such a control freak",
    'I think you are really arrogant at times',
    "You're not a team player",
    'You aren’t reliable',
    'The plan was fine. You are just lazy. I say it as a friend.',
  ],
  German: [
    'Du bist faul',
    'Ich finde, dass du ziemlich überheblich bist.',
    'Du bist einfach kein Teamplayer',
    'Sie sind unzuverlässig',
    'Du bist nicht ehrlich',
  ],
  French: [
    'Tu es paresseux.',
    'T’es vraiment têtue',
    'Vous êtes quelqu’un d’arrogant',
    'Tu n’es pas fiable',
    'je trouve que tu es trop égoïste',
  ],
  Spanish: ['Eres un vago', 'Creo que eres muy terca', 'No eres de fiar', 'Usted es bastante arrogante'],
  Portuguese: [
    'Você é preguiçoso',
    'Acho que você é muito teimosa',
    'Você não é confiável',
    'Tu és um egoísta',
  ],
  Italian: ['Sei pigro', 'Secondo me sei troppo arrogante', 'Non sei affidabile', 'Sei un fannullone'],
  Dutch: [
    'Je bent lui',
    'Ik vind dat je nogal koppig bent',
    'Je bent niet te vertrouwen',
    'Jij bent een echte controlfreak',
  ],
  Japanese: ['あなたは怠け者です', '君は無責任だと思う', '田中さんはちょっとわがままです'],
}

const aboutDeeds: Record<string, readonly string[]> = {
  English: [
    'The last two reports had wrong totals.',
    'You are late with the lazy loading patch',
    'You interrupt people in the Tuesday meeting',
    'Your plan is careless about the second team',
    'You are not lazy, and still the review took a week',
    'Are the careless mistakes from the template?',
  ],
  German: [
    'Du bist am Montag zu spät gekommen',
    'Der faule Kompromiss im Vertrag hilft uns nicht',
    'Du unterbrichst die anderen',
    'Du bist nicht faul, aber die Zahlen fehlten',
  ],
  French: [
    'Tu es arrivée en retard lundi',
    'Ton rapport est incomplet',
    'Tu es au courant du délai',
    'Le plan paresseux ne tient pas',
  ],
  Spanish: [
    'Llegas tarde a las reuniones',
    'Eres la única que tiene las claves',
    'El informe está incompleto',
    'No eres arrogante',
  ],
  Portuguese: [
    'Você chegou tarde na segunda',
    'Você é a única com acesso',
    'O relatório está incompleto',
    'Você não é preguiçoso',
  ],
  Italian: [
    'Sei arrivato tardi lunedì',
    'Il rapporto è incompleto',
    'Sei l’unica con le chiavi',
    'Abbiamo visto sei pigri tentativi',
  ],
  Dutch: [
    'Je bent maandag te laat gekomen',
    'Het rapport klopt niet',
    'Je bent de enige met toegang',
    'Je onderbreekt anderen',
  ],
  Japanese: ['この計画は無責任です', '会議に三回遅れました', 'あなたは先に決めてしまいます'],
}

const cases = (lists: Record<string, readonly string[]>) =>
  Object.entries(lists).flatMap(([language, lines]) => lines.map((line) => [language, line] as const))

test.each(cases(aboutCharacter))('%s: "%s" speaks of the person', (_, line) => {
  expect(lineAboutCharacter({ answer: line })).toBeDefined()
})

test.each(cases(aboutDeeds))('%s: "%s" speaks of the work', (_, line) => {
  expect(lineAboutCharacter({ answer: line })).toBeUndefined()
})

test('The one line is found among others, in any of the fields', () => {
  expect(lineAboutCharacter({ answer: 'It was late. You are lazy! And so on' })).toBe('You are lazy!')
  expect(lineAboutCharacter({ answer: 'It was late', instead: 'Ask\nYou are stubborn' })).toBe(
    'You are stubborn',
  )
})

test('The form offers to put it otherwise, once, and sends it either way; one character is asked back', async () => {
  const { alice, bob, db } = await workspace({ now: 'Wed 09:00' })
  await alice.types('/circle @bob be frank')
  await bob.presses("Yes, I'm in")
  await alice.types('/candor ask now')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  expect(bob.reads(bob.modal())).toMatch('The work, not the person')
  await bob.submits({ answer: 'x' })
  expect(bob.errors().answer).toMatch('One character leaves much to guess')
  await bob.submits({ answer: '👍🏽' })
  expect(bob.errors().answer).toMatch('One character leaves much to guess')
  await bob.submits({ answer: 'You are lazy', 'When does it show?': 'Mondays' })
  expect(await db.selectFrom('candor_answers').selectAll().execute()).toEqual([])
  const again = bob.reads(bob.modal())
  expect(again).toMatch('That says who alice is')
  expect(again).toMatch('Mondays')
  await bob.submits()
  expect(bob.reads(bob.modal())).toMatch('Only alice reads it, with your name')
  await bob.closesModal()
  await bob.presses('Change my answer')
  await bob.submits({ answer: 'You are stubborn' })
  expect(bob.reads(bob.modal())).toMatch('That says who alice is')
  await bob.submits({ answer: 'You cut the review short' })
  expect(bob.reads(bob.modal())).toMatch('Changed')
  await bob.closesModal()
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('You cut the review short')
})
