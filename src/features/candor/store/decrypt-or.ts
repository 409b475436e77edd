import { DecryptionError } from '../../../db/encryption.ts'

/** What `open` gives, or `otherwise` where a sealed text does not open: one that is damaged must not keep the rest shut. */
export function decryptOr<T>(open: () => T, otherwise: T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof DecryptionError) return otherwise
    throw error
  }
}
