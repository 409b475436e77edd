/** Where the database is: a server Postgres, or the folder of an embedded one. */
export type DatabaseConfig = ServerDatabase | { folder: string }

export interface ServerDatabase {
  url: string
  /** For migrations, where `url` is a pooler's. */
  directUrl?: string | undefined
  /** Connections held at most; 12 by default. */
  poolSize?: number | undefined
  /** `url` leads to a pooler in transaction mode: nothing may be kept on a connection. */
  isPooled?: boolean | undefined
}

const encoding =
  'a #, /, ? or @ in the password has to be encoded, as %23, %2F, %3F or %40; or leave user and password out and set PGUSER and PGPASSWORD'

/** What is wrong with the address of a Postgres, without a word of it, as it holds a password. */
export function databaseUrlProblem(text: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(text)) return 'should start with postgres://'
  // pg takes a single host; behind it may stand whatever follows the primary.
  if (/@[^/?#]*,[^/?#]*(?:[/?#]|$)/.test(text))
    return 'names several hosts: name one that leads to the primary, such as a virtual address, a DNS name or a proxy'
  const url = parseUrl(text)
  if (!url) return `can't be read as an address; ${encoding}`
  // In "postgres://user:12#34@host/database" the password ends the host: it reads as host "user" and port 12.
  const isCutShort =
    url.hash !== '' || url.pathname.includes('@') || (!url.username && url.search.includes('@'))
  return isCutShort ? `seems to be cut short inside its password; ${encoding}` : undefined
}

/** As pg reads it: the host may be missing, where the query names the folder of a socket. */
function parseUrl(text: string): URL | undefined {
  return tryUrl(text) ?? tryUrl(text.replace('@/', '@localhost/'))
}

function tryUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
