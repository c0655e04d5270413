import { describe } from 'vitest'
import { checkScripts as check } from '../testing/table.ts'

const BEGINS =
  'stress-ng: info:  [2] defaulting to a 1 day, 0 secs run per stressor\nstress-ng: info:  [2] dispatching hogs: 1 vm\n'

describe('stress-ng', () => {
  check(
    [
      [
        'stress-ng -m 1 --vm-bytes 8M & sleep 5; kill $!; wait $!; echo $?',
        '0\n',
        0,
        `${BEGINS}stress-ng: info:  [2] successful run completed\n`,
      ],
      [
        // SIGTERM comes while it is about to start a worker again that was killed.
        'stress-ng -m 1 --vm-bytes 8M & sleep 5; pkill -9 stress-ng-vm; usleep 20000; kill $!; wait $!; echo $?',
        '0\n',
        0,
        `${BEGINS}stress-ng: info:  [2] successful run completed\n`,
      ],
    ],
    { image: 'polinux/stress-ng' },
  )
})
