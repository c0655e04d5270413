import { describe, expect, it } from 'vitest'
import { runImage, saidBy } from '../../testing/run-image.ts'

type Env = Readonly<Record<string, string>>
const SINGLE = { 'discovery.type': 'single-node' }

describe('elasticsearch and opensearch', () => {
  it.each<[image: string, env: Env, port: number, scheme: 'http' | 'https', headers: Env, status: number]>([
    ['elasticsearch:2.4.6', {}, 9200, 'http', {}, 200],
    ['elasticsearch:7.17.29', SINGLE, 9200, 'http', {}, 200],
    ['elasticsearch:8.17.0', SINGLE, 9200, 'https', {}, 401],
    ['elasticsearch:8.17.0', SINGLE, 9200, 'https', { Authorization: 'Basic eA==' }, 200],
    ['elasticsearch:8.17.0', { ...SINGLE, 'xpack.security.enabled': 'false' }, 9200, 'http', {}, 200],
    [
      'elasticsearch:8.17.0',
      { ...SINGLE, 'xpack.security.enabled': 'false', 'http.port': '9201' },
      9201,
      'http',
      {},
      200,
    ],
    [
      'elasticsearch:8.17.0',
      { 'node.store.allow_mmap': 'false', 'discovery.seed_hosts': 'es-0' },
      9200,
      'https',
      {},
      401,
    ],
    ['opensearchproject/opensearch:2', { ...SINGLE, DISABLE_SECURITY_PLUGIN: 'true' }, 9200, 'http', {}, 200],
  ])('%s with %j on %i by %s', (image, env, port, scheme, headers, status) => {
    const { machine, running } = runImage(image, [], { env })
    const box = machine.requestAt(18_000, port, '/_cluster/health', { scheme, headers })
    running.end(20_000)
    expect(box.outcome).toMatchObject({ kind: 'response', response: { status } })
  })

  it.each<[image: string, options: object, code: number, said: string]>([
    ['elasticsearch:8.17.0', {}, 78, 'ERROR: [2] bootstrap checks failed'],
    ['elasticsearch:6.8.23', {}, 78, 'ERROR: [1] bootstrap checks failed'],
    ['elasticsearch:8.17.0', { uid: 0, env: SINGLE }, 1, 'can not run elasticsearch as root'],
    ['elasticsearch:8.17.0', { env: SINGLE, readOnlyRoot: true }, 1, 'failed to obtain node locks'],
    ['opensearchproject/opensearch:2', { env: SINGLE }, 1, 'OPENSEARCH_INITIAL_ADMIN_PASSWORD'],
  ])('%s with %j ends with %i', (image, options, code, said) => {
    const outcome = runImage(image, [], options).running.end(30_000)
    expect(outcome.code).toBe(code)
    expect(saidBy(outcome)).toContain(said)
  })

  it('takes the heap that it is told to', () => {
    const MIB = 1024 ** 2
    const end = (heap: string) =>
      runImage('elasticsearch:8.17.0', [], {
        env: { ...SINGLE, ES_JAVA_OPTS: heap },
        memoryLimit: 1024 * MIB,
      }).running.end(30_000).code
    expect([end('-Xms512m -Xmx512m'), end('-Xms1g -Xmx1g')]).toEqual([undefined, 137])
  })

  it('kibana is not ready without them', () => {
    const { machine, running } = runImage('kibana:8.17.0')
    const box = machine.requestAt(30_000, 5601, '/api/status')
    running.end(31_000)
    expect(box.outcome).toMatchObject({ response: { status: 503 } })
  })
})
