import { describe, expect, it } from 'vitest'
import type { FileTree } from '../../engine/program-api/files.ts'
import type { SecurityContext } from '../../manifest/pod/security-context.ts'
import { imageOf } from '../images/catalogue.ts'
import { Machine } from '../testing/machine.ts'

const NO_CAPABILITIES: SecurityContext = { capabilities: { drop: ['ALL'] } }

function paths(image: string): FileTree {
  return imageOf(image).files
}

describe('leaving root', () => {
  it.each<[command: string, context: SecurityContext | undefined, uid: number, code: number, said: string]>([
    [
      'setpriv --reuid redis --regid redis --clear-groups id',
      undefined,
      0,
      0,
      'uid=999(redis) gid=999(redis) groups=999(redis)',
    ],
    [
      'setpriv --reuid=33 --regid=33 --init-groups id',
      undefined,
      0,
      0,
      'uid=33(www-data) gid=33(www-data) groups=33(www-data)',
    ],
    [
      'setpriv --reuid redis --regid redis --clear-groups id',
      NO_CAPABILITIES,
      0,
      127,
      'setpriv: setresgid failed: Operation not permitted',
    ],
    [
      'setpriv --reuid redis --keep-groups id',
      NO_CAPABILITIES,
      0,
      127,
      'setpriv: setresuid failed: Operation not permitted',
    ],
    ['su redis -s /bin/sh -c id', undefined, 0, 0, 'uid=999(redis) gid=999(redis) groups=999(redis)'],
    ['su www-data -s /bin/sh -c id', undefined, 999, 1, 'su: must be suid to work properly'],
    ['su nobody-there -c id', undefined, 0, 1, 'su: unknown user nobody-there'],
  ])('%s with %j as %i ends with %i', (command, securityContext, uid, code, said) => {
    expect(paths('redis:7')).toHaveProperty(['/usr/bin/setpriv'])
    const machine = new Machine({ image: 'redis:7', uid, ...(securityContext ? { securityContext } : {}) })
    const outcome = machine.run(command.split(' '))
    expect(outcome.code).toBe(code)
    expect(`${outcome.stdout}${outcome.stderr}`.trim()).toBe(said)
  })

  it('has no way back, and the files are another’s then', () => {
    const machine = new Machine({ image: 'redis:7' })
    const script = 'touch /tmp/mine /etc/mine; ls -ln /tmp; setpriv --reuid root id'
    const outcome = machine.run(['setpriv', '--reuid=999', '--regid=999', '--clear-groups', 'sh', '-c', script])
    expect(outcome.stdout).toMatch(/ 999 +999 .* mine\n$/)
    expect(outcome.stderr).toMatch(
      /etc\/mine.*Permission denied\nsetpriv: setresuid failed: Operation not permitted\n$/s,
    )
  })
})
