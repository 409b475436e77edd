/** Why the database can't be used at start: in one sentence that names the setting and never its value. */
import type { StartProblem } from '../wait-at-start.ts'
import { connectionProblem } from './connection-error.ts'

const tlsCodes = /^(SELF_SIGNED|UNABLE_TO|DEPTH_ZERO|CERT_|ERR_TLS_)/

/** Undefined = not a matter of set-up. */
export function startProblem(error: unknown): StartProblem | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (tlsCodes.test(code))
    return {
      sentence: `DATABASE_URL: the certificate of Postgres is not trusted (${code}). Name the certificate of its authority in the address by sslrootcert=/path, or by NODE_EXTRA_CA_CERTS.`,
      canWait: false,
    }
  if (/does not support SSL/.test(message))
    return {
      sentence: 'DATABASE_URL asks for TLS and Postgres does not offer it: leave sslmode out.',
      canWait: false,
    }
  if (/unsupported startup parameter/.test(message))
    return {
      sentence: 'DATABASE_URL leads to a pooler: set DATABASE_POOLER=transaction.',
      canWait: false,
    }
  switch (code) {
    case '28P01':
      return { sentence: 'DATABASE_URL: Postgres refuses the password (28P01).', canWait: false }
    case '28000':
      return {
        sentence:
          'DATABASE_URL: Postgres refuses this user, from this machine or without TLS (28000); see its pg_hba.conf.',
        canWait: false,
      }
    case '3D000':
      return {
        sentence:
          'DATABASE_URL names a database that does not exist (3D000): create it, or correct the name.',
        canWait: false,
      }
    case '42501':
      return {
        sentence:
          'The user of DATABASE_URL lacks rights (42501): it must be able to create and change tables in the schema public.',
        canWait: false,
      }
    case '25006':
      return {
        sentence: 'DATABASE_URL leads to a Postgres that is read-only (25006), such as a standby.',
        canWait: true,
      }
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { sentence: `DATABASE_URL: the name of its host is not known (${code}).`, canWait: true }
    default:
      return connectionProblem(error)
        ? { sentence: `DATABASE_URL: Postgres can't be reached (${code || 'no answer'}).`, canWait: true }
        : undefined
  }
}
