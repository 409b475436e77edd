/** Encryption of columns: AES-256-GCM with a random 96-bit nonce, bound to the place of the value (the AAD). */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A value that can't be decrypted: encrypted with another key or for another place, or changed since. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'
}

/** `aad` names table, column, workspace and row: a value that was copied to another place does not decrypt there. */
export function encrypt(text: string, key: Buffer, aad: string): string {
  const nonce = nextNonce()
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
  const [, id, nonce = '', body = '', tag = ''] = format.exec(encrypted) ?? []
  if (!id) throw new DecryptionError('Not an encrypted value')
  if (id !== keyId(key)) throw new DecryptionError('Encrypted with another ENCRYPTION_KEY')
  try {
    // Node accepts tags of 4 bytes unless told their length, and those can be guessed.
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16,
    })
    cipher.setAAD(Buffer.from(aad)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString('utf8')
  } catch (error) {
    throw new DecryptionError('An encrypted value was moved or changed', { cause: error })
  }
}

/** v1.keyId.nonce.body.tag: 12 bytes of nonce and 16 of tag, in base64url. */
const format = /^v1\.([\w-]{8})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/

/** Whether a stored value is encrypted; one from before its column was, is not. */
function isEncrypted(value: string): boolean {
  return format.test(value)
}

/** The place of a value: `rowId` are the columns that tell its row within the workspace. */
export function aadOf(table: string, column: string, teamId: string, ...rowId: string[]): string {
  return [table, column, teamId, ...rowId].join('|')
}

const nonceBytes = 12
/** Random bytes ahead: one call of the system for 256 nonces. */
let random: Buffer = Buffer.alloc(0)

function nextNonce(): Buffer {
  if (random.length < nonceBytes) random = randomBytes(256 * nonceBytes)
  const nonce = random.subarray(0, nonceBytes)
  random = random.subarray(nonceBytes)
  return nonce
}

const keyIds = new WeakMap<Buffer, string>()

/** Identifies a key without revealing it. */
export function keyId(key: Buffer): string {
  const known = keyIds.get(key)
  if (known) return known
  const id = createHash('sha256').update('key id').update(key).digest('base64url').slice(0, 8)
  keyIds.set(key, id)
  return id
}

/** Encrypts what people write, so that the code that stores it does not handle the key. */
export interface Cipher {
  encrypt(text: string, aad: string): string
  /** Throws a DecryptionError. */
  decrypt(encrypted: string, aad: string): string
  /** A keyed digest, by a key derived for `purpose` alone (HKDF-SHA256): what was digested can't be read back. */
  digest(purpose: string, text: string): string
  /** The same under every key, the newest first: for what was digested before a key was added. */
  digests(purpose: string, text: string): string[]
}

/** Encrypts with the first of `keys`, and decrypts what any of them encrypted. */
export function createCipher(...keys: [newest: Buffer, ...older: Buffer[]]): Cipher {
  const [newest] = keys
  const byId = new Map(keys.map((key) => [keyId(key), key]))
  const digestKeys = new Map<string, Buffer>()
  function digest(key: Buffer, purpose: string, text: string): string {
    const name = `${keyId(key)} ${purpose}`
    const derived = digestKeys.get(name) ?? derivedKey(key, purpose)
    digestKeys.set(name, derived)
    return createHmac('sha256', derived).update(text).digest('base64url')
  }
  return {
    encrypt: (text, aad) => encrypt(text, newest, aad),
    decrypt(encrypted, aad) {
      const key = byId.get(format.exec(encrypted)?.[1] ?? '')
      return decrypt(encrypted, key ?? newest, aad)
    },
    digest: (purpose, text) => digest(newest, purpose, text),
    digests: (purpose, text) => keys.map((key) => digest(key, purpose, text)),
  }
}

/** What `open` gives, or `otherwise` where a value does not decrypt: one damaged row must not hide the others. */
export function decryptOr<T>(open: () => T, otherwise: T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof DecryptionError) return otherwise
    throw error
  }
}

/** A value as it is stored, decrypted; one from before its column was encrypted is taken as it is. */
export function decryptStored(cipher: Cipher, stored: string, aad: string): string {
  return isEncrypted(stored) ? cipher.decrypt(stored, aad) : stored
}

function derivedKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `forthright ${purpose}`, 32))
}
