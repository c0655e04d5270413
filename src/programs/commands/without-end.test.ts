import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'
import { checkRows } from '../testing/shell-rows.ts'

const LONG = 'n'.repeat(256)

describe('busybox', () => {
  checkRows('busybox', [
    [
      'mkdir t; echo 1 > t/f; cp -r t t/u; echo $?; ls t/u',
      '1\nf\n',
      0,
      "cp: recursion detected, omitting directory 't/u'\n",
    ],
    [`mkdir ${LONG}`, '', 1, `mkdir: can't create directory '${LONG}': File name too long\n`],
    ['echo 1 > f; ln -s f l; mkdir d; ln -s ../f d/l; cp -r d e; readlink e/l; cp l g; ls -l g | cut -c1', '../f\n-\n'],
    [
      "printf '#!/w/b\\n' > a; printf '#!/w/a\\n' > b; chmod +x a b; ./a",
      '',
      126,
      'sh: ./a: Too many levels of symbolic links\n',
    ],
    ['mv / /tmp', '', 1, "mv: can't rename '/': Resource busy\n"],
    ['i=0; while [ $i -lt 1200 ]; do mkdir dir || break; cd dir; i=$((i+1)); done 2>/dev/null; [ $i -gt 1000 ]', ''],
    ["yes abcdefghi | head -n 10000 | xargs | wc -l | tr -d ' '", '4\n'],
  ])
})

describe('Debian', () => {
  checkRows('debian', [
    ['mkdir t; cp -r t t/u', '', 1, "cp: cannot copy a directory, 't', into itself, 't/u'\n"],
    [`touch ${LONG}`, '', 1, `touch: cannot touch '${LONG}': File name too long\n`],
  ])
})

describe('what never ends', () => {
  it.each([
    'cat /dev/zero',
    'wc < /dev/zero',
    'xargs < /dev/zero',
    'sort /dev/random | head -1',
    'head -c 99999999999999 /dev/zero | cat > /dev/null',
    'awk "BEGIN { while (1); }"',
  ])('%s: costs time, and little of ours', (script) => {
    const machine = new Machine()
    machine.start(['sh', '-c', script])
    machine.runUntil(20_000)
    expect(machine.kernel.steps).toBeLessThan(150_000)
  })
})
