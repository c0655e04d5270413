import { describe } from 'vitest'
import { checkScripts as check } from '../testing/table.ts'

describe('/proc speaks of the node, whatever the limits are', () => {
  check(
    [
      ['grep ^MemTotal /proc/meminfo', 'MemTotal:        8388608 kB\n'],
      ['grep -c ^processor /proc/cpuinfo; nproc', '4\n4\n'],
      ['cat /proc/sys/kernel/osrelease /proc/sys/net/core/somaxconn', '6.8.0-45-generic\n4096\n'],
      ['sleep 61; cat /proc/uptime', '61.00 244.00\n'],
      ['echo 1 > /proc/sys/vm/swappiness', '', 1, "sh: can't create /proc/sys/vm/swappiness: Read-only file system\n"],
      ['touch /proc/x', '', 1, 'touch: /proc/x: No such file or directory\n'],
      ['cat /proc/nope', '', 1, "cat: can't open '/proc/nope': No such file or directory\n"],
    ],
    { memoryLimit: 64 * 1024 * 1024 },
  )
  check([['echo 262144 > /proc/sys/vm/max_map_count; cat /proc/sys/vm/max_map_count', '262144\n']], {
    securityContext: { privileged: true },
  })
})

describe('/proc/PID', () => {
  check([
    ["cat /proc/1/cmdline | tr '\\0' ' '", "sh -c cat /proc/1/cmdline | tr '\\0' ' ' "],
    ['true; cat /proc/1/comm; cat /proc/self/comm', 'sh\ncat\n'],
    ["A=b sh -c 'cat /proc/$$/environ; true' | tr '\\0' '\\n' | grep ^A=", 'A=b\n'],
    ['readlink /proc/self/cwd; cd /tmp; readlink /proc/self/cwd', '/\n/tmp\n'],
    ['grep -E "^(Name|Pid|Uid)" /proc/1/status; true', 'Name:\tsh\nPid:\t1\nUid:\t0\t0\t0\t0\n'],
    ['ls /proc | grep -E "^[0-9]|^self" | head -2; true', '1\n2\n'],
    ['ls /proc/1/fd', '0\n1\n2\n'],
    ['echo hi > /proc/self/fd/1; echo err > /dev/stderr', 'hi\n', 0, 'err\n'],
    ['trap "" TERM; grep SigIgn /proc/$$/status', 'SigIgn:\t0000000000004000\n'],
    [
      'grep -E "^overlay|^proc" /proc/self/mounts | cut -d" " -f1-3',
      'overlay / overlay\nproc /proc proc\nproc /proc/sys proc\n',
    ],
  ])
  check([['grep -h CapEff /proc/self/status', 'CapEff:\t0000000000000000\n']], { uid: 1000 })
})

describe('the container’s own limits are in its cgroup', () => {
  const limit = 64 * 1024 * 1024
  check([['cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max', 'max\nmax 100000\n']])
  check([['cat /sys/fs/cgroup/memory.max', '67108864\n']], { memoryLimit: limit })
  check([['cat /sys/fs/cgroup/memory/memory.limit_in_bytes', '67108864\n']], { memoryLimit: limit, cgroup: 'v1' })
  check([['cat /sys/fs/cgroup/memory/memory.limit_in_bytes', '9223372036854771712\n']], { cgroup: 'v1' })
})

describe('files belong to somebody', () => {
  check([
    ['touch /tmp/f; chown 1000:2000 /tmp/f; stat -c %u:%g /tmp/f; chgrp 3 /tmp/f; stat -c %g /tmp/f', '1000:2000\n3\n'],
    ['chown nobody /etc/passwd; stat -c %U /etc/passwd; chown x /tmp', 'nobody\n', 1, 'chown: unknown user x\n'],
    [
      'mkdir /d; chmod 2775 /d; chown :5 /d; touch /d/f; mkdir /d/e; ls -ld /d/e | cut -c1-10; stat -c %g /d/f /d/e',
      'drwxr-sr-x\n5\n5\n',
    ],
    [
      'touch -d "2025-02-03 04:05:06" /tmp/f; stat -c %y /tmp/f; touch -r /tmp/f /tmp/g; stat -c %Y /tmp/g',
      '2025-02-03 04:05:06.000000000 +0000\n1738555506\n',
    ],
  ])
  check(
    [
      [
        'id; echo x > /etc/passwd',
        'uid=1000 gid=1000 groups=1000\n',
        1,
        "sh: can't create /etc/passwd: Permission denied\n",
      ],
      ['chmod 777 /etc/passwd', '', 1, 'chmod: /etc/passwd: Operation not permitted\n'],
      ['chown 1000 /etc/passwd', '', 1, 'chown: /etc/passwd: Operation not permitted\n'],
      [
        'touch /tmp/f && rm /tmp/f && echo ok; rm -f /etc/passwd',
        'ok\n',
        1,
        "rm: can't remove '/etc/passwd': Permission denied\n",
      ],
    ],
    { uid: 1000 },
  )
})

describe('names', () => {
  check([
    [
      'echo "10.9.9.9 db" >> /etc/hosts; wget -T 1 -O /dev/null http://db',
      '',
      1,
      'Connecting to db (10.9.9.9:80)\nwget: download timed out\n',
    ],
    [
      'wget http://localhost:81',
      '',
      1,
      "Connecting to localhost:81 (127.0.0.1:81)\nwget: can't connect to remote host (127.0.0.1): Connection refused\n",
    ],
  ])
})
