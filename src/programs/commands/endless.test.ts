import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

const MINUTES_15 = 900_000

function outcome(script: string, memoryLimit?: number) {
  const machine = new Machine({ image: 'busybox', ...(memoryLimit === undefined ? {} : { memoryLimit }) })
  return machine.start(['sh', '-c', script]).end(MINUTES_15)
}

describe('what has no end', () => {
  it.each([
    'awk \'BEGIN { while (1) s = s "x" }\'',
    'seq 1 1000000000 > /dev/null',
    'tr a b < /dev/zero > /dev/null',
    'yes | sort',
  ])('%s goes on for 15 minutes', (script) => {
    expect(outcome(script).code).toBeUndefined()
  })

  it.each([
    ['x=a; while :; do x=$x$x; done', 2, 'sh: out of memory\n'],
    ['awk \'BEGIN { s = "x"; while (1) s = s s }\'', 1, 'awk: out of memory\n'],
    ['head -c 9000000 /dev/zero | sort', 1, 'sort: not simulated: 9000000 characters at once\n'],
  ])('%s ends where its memory does', (script, code, stderr) => {
    expect(outcome(script)).toMatchObject({ code, stderr })
    expect(outcome(script, 16 * 1024 * 1024)).toMatchObject({ code: 137 })
  })

  it.each([
    ['seq 1 300000 | tail -1', '300000\n'],
    ['seq 1 300000 | wc', '   300000    300000   1988895\n'],
    ['seq -w 8 2 12', '08\n10\n12\n'],
    ['seq -s, 3', '1,2,3\n'],
    ['seq 3 1', ''],
    ['seq 1 0 5 | head -2', '1\n1\n'],
    ['head -c 20000000 /dev/zero | wc -c', '20000000\n'],
    ["printf 'a b\\nc' | wc -lw", '        1         3\n'],
  ])('%s counts all of it', (script, stdout) => {
    expect(outcome(script)).toMatchObject({ stdout, code: 0 })
  })
})
