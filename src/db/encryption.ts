/** Encryption of columns: AES-256-GCM with a random 96-bit nonce, bound to the place of the value (the AAD). */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A value that can't be decrypted: encrypted with another key or for another place, or changed since. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'
}

/** `aad` names table, column, workspace and row: a value that was copied to another place does not decrypt there. */
export function encrypt(text: string, key: Buffer, aad: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    'v1',
    keyId(key),
    nonce.toString('base64url'),
    body.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join('.')
}

/** Throws a DecryptionError when the key or the `aad` is another one, or the value was changed. */
export function decrypt(encrypted: string, key: Buffer, aad: string): string {
  const [version, id, nonce, body, tag] = encrypted.split('.')
  if (version !== 'v1' || !nonce || body === undefined || !tag)
    throw new DecryptionError('Not an encrypted value')
  if (id !== keyId(key)) throw new DecryptionError('Encrypted with another ENCRYPTION_KEY')
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    cipher.setAAD(Buffer.from(aad)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString('utf8')
  } catch (error) {
    throw new DecryptionError('An encrypted value was moved or changed', { cause: error })
  }
}

/** Identifies a key without revealing it. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update('key id').update(key).digest('base64url').slice(0, 8)
}

/** Encrypts what people write, so that the code that stores it does not handle the key. */
export interface Cipher {
  encrypt(text: string, aad: string): string
  /** Throws a DecryptionError. */
  decrypt(encrypted: string, aad: string): string
  /** A keyed digest, by a key derived for `purpose` alone (HKDF-SHA256): what was digested can't be read back. */
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
