import fc from 'fast-check'
import { encrypt, DecryptionError, decrypt } from '../../src/db/encryption.ts'

const key = Buffer.alloc(32, 1)
const place = 'answers|body|T1|1'

test('whatever is sealed opens again, with the same key in the same place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) => decrypt(encrypt(text, key, place), key, place) === text,
    ),
  )
})

test('another key, another place or one changed character does not open it', () => {
  const sealed = encrypt('you talk over people', key, place)
  expect(sealed).not.toMatch('talk')
  expect(() => decrypt(sealed, Buffer.alloc(32, 2), place)).toThrow('another ENCRYPTION_KEY')
  expect(() => decrypt(sealed, key, 'answers|body|T2|1')).toThrow(DecryptionError)
  const parts = sealed.split('.')
  const body = parts[3]!
  parts[3] = (body.startsWith('A') ? 'B' : 'A') + body.slice(1)
  expect(() => decrypt(parts.join('.'), key, place)).toThrow(DecryptionError)
  expect(() => decrypt('plain', key, place)).toThrow(DecryptionError)
})

test('the same text is sealed differently each time', () => {
  expect(encrypt('x', key, place)).not.toBe(encrypt('x', key, place))
})
