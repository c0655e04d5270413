import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

describe('getent', () => {
  it.each([
    ['getent passwd root', 'root:x:0:0:root:/root:/bin/bash\n', 0],
    ['getent passwd 0', 'root:x:0:0:root:/root:/bin/bash\n', 0],
    ['getent passwd nobody-here', '', 2],
    ['getent group root', 'root:x:0:\n', 0],
    ['getent hosts p', '10.0.0.7        p\n', 0],
    ['getent hosts nowhere.invalid', '', 2],
    ['getent ahosts p', '10.0.0.7        STREAM p\n10.0.0.7        DGRAM\n10.0.0.7        RAW\n', 0],
    ['getent nonsense', '', 1],
  ])('%s', (line, stdout, code) => {
    expect(new Machine({ image: 'debian' }).run(line.split(' '))).toMatchObject({ stdout, code })
  })

  it('is not in images of busybox', () => {
    expect(new Machine({ image: 'busybox' }).sh('getent passwd root').code).toBe(127)
  })
})

describe('envsubst', () => {
  it.each([
    [`echo '$A-\${A}-$B$' | envsubst`, '1-1-$\n'],
    [`echo '$A-\${B}' | envsubst '$A'`, '1-${B}\n'],
    [`echo '$A-\${B}' | B=2 envsubst`, '1-2\n'],
  ])('%s', (script, stdout) => {
    const machine = new Machine({ image: 'nginx:1.27', env: { A: '1' } })
    expect(machine.sh(script)).toMatchObject({ stdout, code: 0 })
  })
})
