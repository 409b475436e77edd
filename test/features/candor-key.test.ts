import { WrongKeyError } from '../../src/db/verify-key.ts'
import { startService } from '../../src/service.ts'
import { createLogger } from '../../src/ops/log.ts'
import { workspace } from '../support/workspace.ts'

test('A start with another key than the database was written with ends in words, and loses nothing', async () => {
  const { alice, app, config, clock } = await workspace({ now: 'Mon 09:00' })
  const log = createLogger('error', { write: () => undefined })
  const other = { ...config, encryptionKey: Buffer.alloc(32, 9) }
  const again = await startService(other, { clock, heartbeat: false, log })
  await again.stop()
  await alice.types('/candor note')
  await alice.submits({ 'What might I be missing?': 'Sealed with the first key' })
  await alice.closesModal()
  await expect(startService(other, { clock, heartbeat: false, log })).rejects.toThrow(WrongKeyError)
  await expect(startService(other, { clock, heartbeat: false, log })).rejects.toThrow(
    'start again with the earlier key',
  )
  await app.tick()
  await alice.types('/candor note')
  expect(alice.reads(alice.modal())).toMatch('Sealed with the first key')
})
