import { databaseUrlProblem } from '../../src/db/database-config.ts'

test.each(['pa#ss', 'pa@ss/word', 'pa/ss', 'p/a@s#s', '12#34', 'a?b@c'])(
  'a password with %s in it, written as it is, is told how to be encoded, and not repeated',
  (password) => {
    const problem = databaseUrlProblem(`postgres://forthright:${password}@db.example.com:5432/forthright`)
    expect(problem).toMatch('as %23, %2F, %3F or %40')
    expect(problem).not.toMatch(password)
    const encoded = encodeURIComponent(password)
    expect(
      databaseUrlProblem(`postgres://forthright:${encoded}@db.example.com:5432/forthright`),
    ).toBeUndefined()
  },
)

test('several hosts are told that one address has to lead to the primary', () => {
  for (const hosts of ['a.example.com,b.example.com', 'a.example.com:5432,b.example.com:5433'])
    expect(databaseUrlProblem(`postgres://user:secret@${hosts}/forthright`)).toMatch('several hosts')
  expect(databaseUrlProblem('postgres://user:a,b@db.example.com/forthright')).toBeUndefined()
})

test('a socket, a bare database and a service by name are addresses', () => {
  for (const url of [
    'postgres:///forthright?host=/var/run/postgresql',
    'postgres://user@/forthright?host=/tmp',
    'postgresql://database:5432/forthright',
  ])
    expect(databaseUrlProblem(url)).toBeUndefined()
})
