import fc from 'fast-check'
import { aadOf, encrypt, DecryptionError, decrypt } from '../../src/db/encryption.ts'
import { isWhole, report } from '../support/attack-figures.ts'

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

test('no value opens in the place of another, and none with a changed bit', () => {
  const side = isWhole ? 100 : 20
  const places = Array.from({ length: side }, (_, n) =>
    aadOf(`table${n % 3}`, 'body', `T${n % 5}`, String(n)),
  )
  const values = places.map((place) => encrypt('you talk over people', key, place))
  const opens = (value: string, place: string) => {
    try {
      decrypt(value, key, place)
      return true
    } catch {
      return false
    }
  }
  let tried = 0
  let through = 0
  for (const [index, value] of values.entries()) {
    for (const [other, place] of places.entries()) {
      if (other === index) continue
      tried += 1
      if (opens(value, place)) through += 1
    }
    const at = value.lastIndexOf('.') + 1 + (index % 21)
    const changed = value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)
    tried += 1
    if (opens(changed, places[index]!)) through += 1
  }
  expect(through).toBe(0)
  // Control: each opens in its own place.
  expect(values.every((value, index) => opens(value, places[index]!))).toBe(true)
  report({
    attack: 'T9 swapped or changed ciphertexts',
    tried,
    through,
    control: 'unchanged and in their place, all open',
  })
})

test('the same text is encrypted differently each time', () => {
  expect(encrypt('x', key, aad)).not.toBe(encrypt('x', key, aad))
})
