import { describe, expect, it } from 'vitest'
import { addressOutside, serverOutside } from './outside-world.ts'

describe('names outside', () => {
  it.each(['example.com', 'raw.githubusercontent.com', 'Deb.Debian.org.', 'k8s.io', 'x.co.uk'])(
    '%s has an address',
    (name) => {
      expect(addressOutside(name)).toMatchObject({
        status: 'ok',
        addresses: [expect.stringMatching(/^(?:198\.51\.100|203\.0\.113)\.\d+$/)],
      })
      expect(addressOutside(name)).toEqual(addressOutside(name))
    },
  )

  it.each([
    ...['web', 'web.default', 'web.default.svc', 'web.default.svc.cluster.local', 'x.internal', 'constructor', ''],
    ...['nonexistent.example.com', 'no-such-host.io', 'does-not-exist.org', 'a..com', '-a.com', '__proto__'],
  ])('%j has none', (name) => {
    expect(addressOutside(name).status).toBe('nxdomain')
  })
})

describe('servers outside', () => {
  it.each(['10.96.0.1', '192.168.1.1', '172.20.0.1', '169.254.169.254', '192.0.2.1', '127.0.0.1', '240.0.0.1'])(
    'nobody is at %s',
    (address) => {
      expect(serverOutside(address, 80, 1)).toBeUndefined()
    },
  )

  it('says that its answers are placeholders', () => {
    const server = serverOutside('203.0.113.9', 443, 80)
    const request = { method: 'GET', path: '/a.yaml', headers: { Host: 'example.com' }, body: '' }
    expect(server?.kind === 'http' && server.handle(request)).toMatchObject({
      status: 200,
      body: '# placeholder: the world outside of the cluster is not simulated; this stands for GET example.com/a.yaml\n',
      afterMs: 80,
    })
    expect(serverOutside('8.8.8.8', 53, 1)?.kind).toBe('tcp')
  })
})
