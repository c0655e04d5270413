import { describe } from 'vitest'
import { checkScripts as check } from '../testing/table.ts'

describe('flock', () => {
  check([
    ['flock /tmp/l echo in; flock -n /tmp/l -c "echo too; exit 3"; echo $?', 'in\ntoo\n3\n'],
    ['flock /tmp/l sleep 5 & sleep 1; flock -n /tmp/l echo never; echo $?; flock /tmp/l date +%S', '1\n05\n'],
    ['flock /tmp/l sleep 9 & sleep 1; flock -w 2 -E 7 /tmp/l echo never; echo $? $(date +%S)', '7 03\n'],
    [
      'flock -s /tmp/l sleep 9 & sleep 1; flock -s -n /tmp/l echo both; flock -n /tmp/l echo never; echo $?',
      'both\n1\n',
    ],
    ['flock', '', 64, 'flock: not enough arguments\n'],
    [
      '(flock -n 9 || exit 1; echo got) 9>/tmp/l',
      'got\n',
      0,
      'flock: not simulated: locks of file descriptors; 9 is taken for free\n',
    ],
  ])
})

describe('install', () => {
  check(
    [
      ['echo hi > a; install -m 600 a /tmp/b; stat -c "%a %U" /tmp/b; cat /tmp/b', '600 root\nhi\n'],
      ['install -d -m 700 /x/y; stat -c %a /x/y; echo > a; install -D a /p/q/r; stat -c %a /p/q/r', '700\n755\n'],
      ['echo 1 > a; echo 2 > b; mkdir d; install a b d; cat d/a d/b', '1\n2\n'],
      ['install a', '', 1, "install: missing destination file operand after 'a'\n"],
    ],
    { image: 'debian' },
  )
})

describe('openssl', () => {
  check(
    [
      ['openssl rand -hex 16 | wc -c; openssl rand -base64 12 | wc -c', '33\n17\n'],
      ['[ "$(openssl rand -hex 8)" != "$(openssl rand -hex 9)" ] && echo differ', 'differ\n'],
      [
        'printf abc | openssl dgst -sha256; printf abc | openssl md5 -r',
        'SHA2-256(stdin)= ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n900150983cd24fb0d6963f7d28e17f72 *stdin\n',
      ],
      ['printf hello | openssl base64; echo aGVsbG8= | openssl base64 -d', 'aGVsbG8=\nhello'],
      [
        'openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -days 1 -subj /CN=x; head -1 k c | grep BEGIN',
        '-----BEGIN PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n',
        0,
        'openssl: not simulated: keys and certificates; c and k are placeholders\n',
      ],
      ['openssl s_client -connect a:443', '', 1, 'openssl: not simulated: openssl s_client\n'],
    ],
    { image: 'python:3.12' },
  )
  check([['openssl version', '', 127, 'sh: openssl: not found\n']])
})

describe('column', () => {
  check(
    [
      ['printf "a bb\\nccc d\\n" | column -t', 'a    bb\nccc  d\n'],
      ['printf "a:b\\nccc:d\\n" | column -t -s :', 'a    b\nccc  d\n'],
    ],
    { image: 'rockylinux' },
  )
})
