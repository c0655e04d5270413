import { describe, expect, it } from 'vitest'
import { Volume } from '../../engine/runtime/files/volume.ts'
import { Machine } from '../testing/machine.ts'
import { checkScripts as check } from '../testing/table.ts'

describe('files', () => {
  check([
    ['cat /tmp/ok', '', 1, "cat: can't open '/tmp/ok': No such file or directory\n"],
    ['touch /tmp/ok && cat /tmp/ok; echo $?', '0\n'],
    ['touch /no/x', '', 1, 'touch: /no/x: No such file or directory\n'],
    ['rm /nope', '', 1, "rm: can't remove '/nope': No such file or directory\n"],
    ['rm -f /nope; echo $?', '0\n'],
    ['mkdir /d; rm /d', '', 1, "rm: '/d' is a directory\n"],
    ['mkdir -p /a/b/c; touch /a/b/f; rm -rf /a; ls /a', '', 1, 'ls: /a: No such file or directory\n'],
    ['mkdir /etc', '', 1, "mkdir: can't create directory '/etc': File exists\n"],
    ['mkdir /a/b', '', 1, "mkdir: can't create directory '/a/b': No such file or directory\n"],
    ['rmdir /etc', '', 1, "rmdir: '/etc': Directory not empty\n"],
    ['echo a > /tmp/a; cp /tmp/a /tmp/b; mv /tmp/b /tmp/c; cat /tmp/c; ls /tmp', 'a\na\nc\n'],
    ['cp /nope /tmp', '', 1, "cp: can't stat '/nope': No such file or directory\n"],
    ['mkdir /d; echo x > /d/f; cp -r /d /e; cat /e/f', 'x\n'],
    ['ln -s /etc/passwd /tmp/l; readlink /tmp/l; head -1 /tmp/l', '/etc/passwd\nroot:x:0:0:root:/root:/bin/sh\n'],
    ['echo "echo hi" > /tmp/s; chmod +x /tmp/s; /tmp/s', 'hi\n'],
    ['printf "#!/bin/sh\\necho $((1+1)) \\$1\\n" > /tmp/s; chmod 755 /tmp/s; /tmp/s x; sh /tmp/s y', '2 x\n2 y\n'],
    ['echo x > /tmp/s; /tmp/s; echo $?', '126\n', 0, 'sh: /tmp/s: Permission denied\n'],
    ['touch /tmp/f; ls -l /tmp', 'total 0\n-rw-r--r--    1 root     root             0 Jan  5 09:00 f\n'],
    ['ls -a /dev/shm; ls /dev/fd', '.\n..\n0\n1\n2\n'],
    ['mkdir -p /x/y; touch /x/y/z; find /x -type f; find /x -name y', '/x/y/z\n/x/y\n'],
    [
      'mkdir -p /t/a; touch /t/a/x.log /t/y.txt; touch -d 2025-01-01 /t/a/o.log; find /t -type f -mtime +7; find /t -newer /t/a/o.log -type f; find /t -name a -o -name "y*"; find /t -size +1k -type f; find /t -name "*.txt" -print0 | od -An -c; find /t -name "*.log" -delete; find /t',
      '/t/a/o.log\n/t/a/x.log\n/t/y.txt\n/t/a\n/t/y.txt\n   /   t   /   y   .   t   x   t  \\0\n/t\n/t/a\n/t/y.txt\n',
    ],
    ['stat -c "%s %a %F" /etc/passwd', '340 644 regular file\n'],
    ['du -s /nope', '', 1, 'du: /nope: No such file or directory\n'],
    ['basename /a/b.txt .txt; dirname /a/b.txt', 'b\n/a\n'],
    ['dd if=/dev/zero of=/tmp/f bs=1M count=3 2>/dev/null; stat -c %s /tmp/f; wc -c < /dev/null', '3145728\n0\n'],
    ['which cat nope; echo $?', '/bin/cat\n1\n'],
    ['mktemp | wc -c', '16\n'],
  ])

  it('fills a volume to its limit', () => {
    let machine: Machine | undefined
    const now = (): number => machine?.kernel.now ?? 0
    const volume = new Volume({ now, mode: 0o777, limitBytes: 20 * 1024 * 1024 })
    machine = new Machine({ mounts: [{ path: '/v', volume }] })
    const outcome = machine.sh('dd if=/dev/zero of=/v/f bs=1M count=30; echo rc $?; echo more >> /v/f')
    expect(outcome.stdout).toBe('rc 1\n')
    expect(outcome.stderr).toContain(
      "dd: error writing '/v/f': No space left on device\n21+0 records in\n20+0 records out\n",
    )
    expect(outcome.stderr).toContain('sh: write error: No space left on device\n')
    expect(volume.usedBytes).toBe(20 * 1024 * 1024)
  })
})

describe('text', () => {
  check([
    ['printf "%s-%d|%5s|%-5s|%05.1f|%x\\n" a 42 r l 3.14159 255', 'a-42|    r|l    |003.1|ff\n'],
    ['printf "%s\\n" a b c', 'a\nb\nc\n'],
    ['printf "%d\\n" abc', '0\n', 1, "sh: invalid number 'abc'\n"],
    ['printf "%b" "a\\nb\\n"; printf "100%%\\n"', 'a\nb\n100%\n'],
    ['echo -n a; echo -e "b\\tc"; echo -E "d\\n"', 'ab\tc\nd\\n\n'],
    ['seq 3; seq 2 4; seq 1 2 5 | tail -1; seq -w 8 10', '1\n2\n3\n2\n3\n4\n5\n08\n09\n10\n'],
    ['seq 5 | head -2; seq 5 | tail -n 2; seq 5 | tail -n +4', '1\n2\n4\n5\n4\n5\n'],
    [
      'printf "b\\na\\nb\\n" | sort; printf "b\\na\\nb\\n" | sort -u; printf "10\\n9\\n" | sort -n',
      'a\nb\nb\na\nb\n9\n10\n',
    ],
    ['printf "a\\na\\nb\\n" | uniq -c', '      2 a\n      1 b\n'],
    ['echo a:b:c | cut -d: -f2; echo hello | cut -c1-3', 'b\nhel\n'],
    ['echo hello | tr a-y b-z; echo "a b" | tr " " "\\n"; echo abc | tr -d b', 'ifmmp\na\nb\nac\n'],
    [
      'echo hello world | sed "s/o/0/"; echo hello world | sed "s/o/0/g; s/\\(h\\)/[\\1]/"',
      'hell0 world\n[h]ell0 w0rld\n',
    ],
    [
      'seq 5 | sed -n "2,3p"; seq 3 | sed 2d; seq 3 | sed "/2/s/^/x/"; echo a/b | sed "s|/|-|"',
      '2\n3\n1\n3\n1\nx2\n3\na-b\n',
    ],
    ['echo k=1 > /tmp/f; sed -i "s/1/2/" /tmp/f; cat /tmp/f', 'k=2\n'],
    ['printf "apple\\nbanana\\n" | grep an; echo $?; echo x | grep y; echo $?', 'banana\n0\n1\n'],
    [
      'printf "a\\nB\\n" | grep -i b; printf "a\\nb\\n" | grep -v a; printf "a\\nb\\n" | grep -c .; echo abc | grep -o b',
      'B\nb\n2\nb\n',
    ],
    ['printf "a1\\nb\\n" | grep -E "[0-9]+|z"; grep -q root /etc/passwd && echo yes', 'a1\nyes\n'],
    ['grep x /nope', '', 2, 'grep: /nope: No such file or directory\n'],
    ['printf "a b\\nc\\n" | wc; printf "a\\n" | wc -l', '        2         3         6\n1\n'],
    ['echo a | tee /tmp/t; cat /tmp/t', 'a\na\n'],
    ['echo a b c | xargs -n 1 echo; echo x | xargs -I {} echo [{}]', 'a\nb\nc\n[x]\n'],
    ['expr 1 + 2 \\* 3; expr 5 \\> 3; expr abc : "a\\(.*\\)"; expr length hello', '7\n1\nbc\n5\n'],
    ['echo secret | base64; echo c2VjcmV0Cg== | base64 -d', 'c2VjcmV0Cg==\nsecret\n'],
    [
      "echo a b c | awk '{print $2, $NF}'; printf 'a:1\\nb:2\\n' | awk -F: '$2 > 1 {print $1}'; seq 3 | awk 'END {print NR}'",
      'b c\nb\n3\n',
    ],
    ['yes | head -2', 'y\ny\n'],
    ['yes x | head -1; echo ${?}', 'x\n0\n'],
  ])
})

describe('the system', () => {
  check([
    ['date', 'Mon Jan  5 09:00:00 UTC 2026\n'],
    ['sleep 61; date +"%Y/%m/%d %H:%M:%S"; date +%s', '2026/01/05 09:01:01\n1767603661\n'],
    ['hostname; whoami; id -u; id; uname', 'p\nroot\n0\nuid=0(root) gid=0(root) groups=0(root)\nLinux\n'],
    ['env | grep HOME; printenv HOME NOPE', 'HOME=/root\n/root\n', 1],
    ['env -i A=1 /bin/env', 'A=1\n'],
    ['ps', 'PID   USER     TIME  COMMAND\n    1 root      0:00 ps\n'],
    ['kill -9 99', '', 1, "sh: can't kill pid 99: No such process\n"],
    ['kill -l 15; kill -l | head -1', 'TERM\n 1) HUP\n'],
    ['sleep 100 & kill $!; wait $!; echo $?', '143\n', 0, 'Terminated\n'],
    ['timeout 1 sleep 10; echo $?', '143\n'],
    ['timeout 5 sleep 1; echo $?', '0\n'],
    ['sleep x', '', 1, "sleep: invalid number 'x'\n"],
    ['nslookup nope > /dev/null; echo $?', '1\n'],
    ['wget -q -O - http://nope', '', 1, "wget: bad address 'nope'\n"],
    ['wget -q -O - http://127.0.0.1:99', '', 1, "wget: can't connect to remote host (127.0.0.1): Connection refused\n"],
    ['nc -z 127.0.0.1 80; echo $?', '1\n'],
    ['killall -0 nginx; echo $?', '1\n', 0, 'killall: nginx: no process killed\n'],
    ['busybox echo hi', 'hi\n'],
    ['mkdir -p /www && echo ok > /www/index.html && httpd -p 80 -h /www; wget -q -O - 127.0.0.1', 'ok\n'],
  ])
  check(
    [
      [
        'ls /x; cat /x',
        '',
        1,
        "ls: cannot access '/x': No such file or directory\ncat: /x: No such file or directory\n",
      ],
      ['timeout 1 sleep 10; echo $?', '124\n'],
      ['killall x', '', 127, 'sh: 1: killall: not found\n'],
    ],
    { image: 'debian' },
  )
})
