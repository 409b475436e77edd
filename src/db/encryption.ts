/** Encryption of what the database must not show: AES-256-GCM, a random 96-bit nonce, bound to where it stands. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A secret that can't be read: another key, another place, or changed. */
export class DecryptionError extends Error {
  override readonly name = 'SecretError'
}

/** Seals `text`; `place` (table, column, workspace, row) is authenticated, so that it can't be moved elsewhere. */
export function encrypt(text: string, key: Buffer, place: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    'v1',
    keyId(key),
    nonce.toString('base64url'),
    body.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join('.')
}

/** Throws a SecretError when the key or the place is another one, or the text was changed. */
export function decrypt(sealed: string, key: Buffer, place: string): string {
  const [version, id, nonce, body, tag] = sealed.split('.')
  if (version !== 'v1' || !nonce || body === undefined || !tag) throw new DecryptionError('Not a sealed text')
  if (id !== keyId(key)) throw new DecryptionError('Sealed with another ENCRYPTION_KEY')
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    cipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString('utf8')
  } catch (error) {
    throw new DecryptionError('A sealed text does not open: it was moved or changed', { cause: error })
  }
}

/** Tells one key from another without telling the key. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update('key id').update(key).digest('base64url').slice(0, 8)
}

/** Encrypts what people write, so that those who store it need not hold the key. */
export interface Cipher {
  encrypt(text: string, aad: string): string
  /** Throws a DecryptionError. */
  decrypt(encrypted: string, aad: string): string
  /** A keyed digest, by a key derived for `purpose` alone (HKDF-SHA256): nobody reads back what was digested. */
  digest(purpose: string, text: string): string
}

export function createCipher(key: Buffer): Cipher {
  return {
    encrypt: (text, aad) => encrypt(text, key, aad),
    decrypt: (encrypted, aad) => decrypt(encrypted, key, aad),
    digest: (purpose, text) =>
      createHmac('sha256', derivedKey(key, purpose)).update(text).digest('base64url'),
  }
}

function derivedKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `forthright ${purpose}`, 32))
}
