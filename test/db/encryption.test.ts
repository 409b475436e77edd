import fc from 'fast-check'
import { encrypt, DecryptionError, decrypt } from '../../src/db/encryption.ts'

const key = Buffer.alloc(32, 1)
const aad = 'answers|body|T1|1'

test('whatever is encrypted decrypts with the same key and the same AAD', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) => decrypt(encrypt(text, key, aad), key, aad) === text,
    ),
  )
})

test('another key, another AAD or one changed character fails to decrypt', () => {
  const encrypted = encrypt('you talk over people', key, aad)
  expect(encrypted).not.toMatch('talk')
  expect(() => decrypt(encrypted, Buffer.alloc(32, 2), aad)).toThrow('another ENCRYPTION_KEY')
  expect(() => decrypt(encrypted, key, 'answers|body|T2|1')).toThrow(DecryptionError)
  const parts = encrypted.split('.')
  const body = parts[3]!
  parts[3] = (body.startsWith('A') ? 'B' : 'A') + body.slice(1)
  expect(() => decrypt(parts.join('.'), key, aad)).toThrow(DecryptionError)
  expect(() => decrypt('plain', key, aad)).toThrow(DecryptionError)
})

test('the same text is encrypted differently each time', () => {
  expect(encrypt('x', key, aad)).not.toBe(encrypt('x', key, aad))
})
