import { describe } from 'vitest'
import { checkScripts as check } from '../testing/table.ts'

describe('ps', () => {
  check([
    ['ps', 'PID   USER     TIME  COMMAND\n    1 root      0:00 ps\n'],
    [
      'sleep 9 & sleep 1; ps -o pid,ppid,comm,args; true',
      '    PID    PPID COMMAND         COMMAND\n      1       0 sh              sh -c sleep 9 & sleep 1; ps -o pid,ppid,comm,args; true\n      2       1 sleep           sleep 9\n      4       1 ps              ps -o pid,ppid,comm,args\n',
    ],
    [
      'true; ps -o nope',
      '',
      1,
      "ps: bad -o argument 'nope', supported arguments: user,group,comm,args,pid,ppid,pgid,tty,vsz,sid,stat,rss\n",
    ],
    ['sleep 9 & sleep 1; kill -0 $! && cat /proc/$!/comm', 'sleep\n'],
  ])
  check(
    [
      [
        'sleep 5; ps aux; true',
        'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nroot           1  0.0  0.0   1024  1024 ?        Ss   09:00   0:00 sh -c sleep 5; ps aux; true\nroot           3  0.0  0.0   1024  1024 ?        S    09:00   0:00 ps aux\n',
      ],
      [
        'sleep 5; ps -ef | head -2',
        'UID          PID    PPID  C STIME TTY          TIME CMD\nroot           1       0  0 09:00 ?        00:00:00 sh -c sleep 5; ps -ef | head -2\n',
      ],
      ['ps -o pid=,comm= -p 1; true', '      1 sh\n'],
    ],
    { image: 'ubuntu' },
  )
})

describe('top and free show the node', () => {
  check([
    [
      'sleep 5; top -b -n1 | sed -n 4,5p',
      '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND\n    1     0 root     S     1024   0%   1   0% sh -c sleep 5; top -b -n1 | sed -n 4,5p\n',
    ],
    ['free -m | head -2 | cut -c1-31', '              total        used\nMem:           8192         402\n'],
    ['uptime', ' 09:00:00 up 0 min,  0 users,  load average: 0.00, 0.00, 0.00\n'],
  ])
  check(
    [
      [
        'stress-ng -c 2 & sleep 60; top -b -n1 | sed -n 2p; top -bn1 | grep -c "root     [R]"; uptime | cut -d: -f4-',
        'CPU:  50% usr   0% sys   0% nic  50% idle   0% io   0% irq   0% sirq\n2\n 1.26, 0.36, 0.13\n',
        0,
        'stress-ng: info:  [2] defaulting to a 1 day, 0 secs run per stressor\nstress-ng: info:  [2] dispatching hogs: 2 cpu\n',
      ],
    ],
    { image: 'polinux/stress-ng' },
  )
})

describe('the kernel', () => {
  check([
    ['sysctl net.core.somaxconn; sysctl -n kernel.ostype', 'net.core.somaxconn = 4096\nLinux\n'],
    ['sysctl nope.x', '', 1, "sysctl: error: 'nope/x' is an unknown key\n"],
    ['sysctl -w vm.swappiness=1', '', 1, "sysctl: error setting key 'vm.swappiness': Read-only file system\n"],
    [
      'mount | grep " / "; mount -t tmpfs x /mnt',
      'overlay on / type overlay (rw,relatime)\n',
      1,
      'mount: permission denied (are you root?)\n',
    ],
    ['mountpoint /proc; mountpoint /tmp', '/proc is a mountpoint\n/tmp is not a mountpoint\n', 1],
    [
      'uname -a; uname -r; arch',
      'Linux p 6.8.0-45-generic #45-Ubuntu SMP PREEMPT_DYNAMIC Fri Aug 30 12:02:04 UTC 2024 x86_64 GNU/Linux\n6.8.0-45-generic\nx86_64\n',
    ],
  ])
  check([['sysctl -w vm.max_map_count=262144; sysctl -n vm.max_map_count', 'vm.max_map_count = 262144\n262144\n']], {
    securityContext: { privileged: true },
  })
})

describe('what starts others, and what is said not to be simulated', () => {
  check([
    ['nice -n 5 echo a; setsid echo b; su -c "echo c"; su root -s /bin/sh -c "id -u"', 'a\nb\nc\n0\n'],
    ['su nope', '', 1, 'su: unknown user nope\n'],
    ['su nobody -c id', '', 1, ''],
    ['su nobody -s /bin/sh -c "id -u"', '65534\n'],
    ['sleep 0; time sleep 2', '', 0, 'real\t0m 2.00s\nuser\t0m 0.00s\nsys\t0m 0.00s\n'],
    [
      'vi /etc/hosts',
      '',
      1,
      'vi: not simulated: nobody sits at this terminal; write files with echo, printf, sed or tee\n',
    ],
    ['python3', '', 127, 'sh: python3: not found\n'],
  ])
})
