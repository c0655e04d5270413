import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

describe('archives', () => {
  it.each([
    [
      'tar -czf /tmp/a.tgz /etc 2>&1 && tar -tzf /tmp/a.tgz | grep -x etc/passwd && echo ok',
      "tar: removing leading '/' from member names\netc/passwd\nok\n",
      0,
    ],
    ['echo hi > /tmp/x; gzip /tmp/x; ls /tmp; gunzip /tmp/x.gz; cat /tmp/x', 'x.gz\nhi\n', 0],
    [
      'mkdir -p /a/b /c; echo 1 > /a/b/f; chmod 700 /a/b/f; tar cf - -C /a . | tar xf - -C /c; cat /c/b/f; stat -c %a /c/b/f',
      '1\n700\n',
      0,
    ],
    ['echo hi | gzip | zcat', 'hi\n', 0],
    ['echo no > /tmp/a.tar; tar xf /tmp/a.tar 2>/dev/null || echo bad', 'bad\n', 0],
    ['mkdir /d; cp /bin/busybox /d/b; tar cf /x.tar -C /d b; cd /tmp; tar xf /x.tar; ./b echo run', 'run\n', 0],
  ])('%s', (script, stdout, code) => {
    expect(new Machine({ image: 'busybox' }).sh(script)).toMatchObject({ stdout, code, stderr: '' })
  })
})

describe('bc', () => {
  it.each([
    ['1+1', '2'],
    ['scale=3; 10/3', '3.333'],
    ['2^10; 7%4; -3*2', '1024\n3\n-6'],
    ['(1.5+2.25)*2', '7.50'],
    ['3>2; 1==2', '1\n0'],
    ['1/3', '0'],
  ])('%s', (sum, text) => {
    expect(new Machine().sh(`echo '${sum}' | bc`).stdout).toBe(`${text}\n`)
  })

  it('says what it does not know', () => {
    const outcome = new Machine().sh("echo 'sqrt(4); 9^99999; 1/0; a[1]=2' | bc")
    expect(outcome.stderr.split('\n')).toEqual([
      'bc: not simulated: sqrt()',
      'bc: not simulated: this power',
      'bc: divide by zero',
      'bc: not simulated: programs of bc, only sums',
      '',
    ])
  })
})

describe('copies and roots', () => {
  it.each([
    ['echo a > /a; echo b > /b; cp -n /a /b; cat /b; cp -n /a /c; cat /c', 'b\na\n', 0],
    ['cp /bin/echo /tmp/e; /tmp/e hi', 'hi\n', 0],
    ['chroot /host sh', '', 1],
    ['chroot / echo in', 'in\n', 0],
  ])('%s', (script, stdout, code) => {
    expect(new Machine().sh(script)).toMatchObject({ stdout, code })
  })
})

describe('packages where there is no world outside', () => {
  it.each([
    ['debian', 'apt-get update && apt-get install -y curl', 100],
    ['alpine', 'apk add --no-cache curl', 1],
    ['python:3.12', 'pip install flask', 1],
    ['node:22', 'npm install', 1],
  ])('%s: %s', (image, script, code) => {
    expect(new Machine({ image }).sh(script).code).toBe(code)
  })
})
