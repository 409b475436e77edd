import fc from 'fast-check'
import { seal, SecretError, unseal } from '../../src/db/encryption.ts'

const key = Buffer.alloc(32, 1)
const place = 'answers|body|T1|1'

test('whatever is sealed opens again, with the same key in the same place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) => unseal(seal(text, key, place), key, place) === text,
    ),
  )
})

test('another key, another place or one changed character does not open it', () => {
  const sealed = seal('you talk over people', key, place)
  expect(sealed).not.toMatch('talk')
  expect(() => unseal(sealed, Buffer.alloc(32, 2), place)).toThrow('another ENCRYPTION_KEY')
  expect(() => unseal(sealed, key, 'answers|body|T2|1')).toThrow(SecretError)
  const parts = sealed.split('.')
  const body = parts[3]!
  parts[3] = (body.startsWith('A') ? 'B' : 'A') + body.slice(1)
  expect(() => unseal(parts.join('.'), key, place)).toThrow(SecretError)
  expect(() => unseal('plain', key, place)).toThrow(SecretError)
})

test('the same text is sealed differently each time', () => {
  expect(seal('x', key, place)).not.toBe(seal('x', key, place))
})
