import { DecryptionError } from '../../../db/encryption.ts'

/** What `decryptText` gives, or `otherwise` where it fails: one damaged text must not keep the others unreadable. */
export function decryptOr<T>(decryptText: () => T, otherwise: T): T {
  try {
    return decryptText()
  } catch (error) {
    if (error instanceof DecryptionError) return otherwise
    throw error
  }
}
