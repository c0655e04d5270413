import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

describe('grpc_health_probe', () => {
  it.each([
    ['a server that is well', '-addr=:9000', 1, 'status: SERVING\n', '', 0],
    ['a server that is not', '-addr=:9000', 25, '', 'service unhealthy (responded with "NOT_SERVING")\n', 4],
    ['nobody there', '-addr=:9001', 1, '', 'timeout: failed to connect service ":9001" within 1s\n', 2],
    ['no address', '', 1, '', 'error: -addr not specified\n', 1],
    ['a flag that it has not', '-adress=:1', 1, '', 'flag provided but not defined: -adress=:1\n', 1],
  ])('%s', (_, flags, after, stdout, stderr, code) => {
    const machine = new Machine({ image: 'podlapse/app' })
    machine.start(['podlapse', 'grpc', '--port', '9000', '--fail-after', '20'])
    expect(machine.sh(`sleep ${after}; grpc_health_probe ${flags}`)).toMatchObject({ stdout, stderr, code })
  })
})
