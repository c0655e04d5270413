import { describe } from 'vitest'
import { checkScripts as check } from '../testing/table.ts'

const AB = "printf 'a\\nb\\nc\\n' > /a; printf 'a\\nx\\nc\\nd\\n' > /b;"

describe('bytes', () => {
  check([
    [
      'echo abc | hexdump; echo abc | hexdump -C',
      '0000000 6261 0a63                              \n0000004\n00000000  61 62 63 0a                                       |abc.|\n00000004\n',
    ],
    [
      'echo hello world 12345 | hexdump -C',
      '00000000  68 65 6c 6c 6f 20 77 6f  72 6c 64 20 31 32 33 34  |hello world 1234|\n00000010  35 0a                                             |5.|\n00000012\n',
    ],
    [
      'echo abc | od; echo abc | od -c; echo abc | od -An -tx1',
      '0000000 061141 005143\n0000004\n0000000   a   b   c  \\n\n0000004\n 61 62 63 0a\n',
    ],
    ['head -c 4 /dev/zero | od -An -tu4; od -An -N2 -tx1 /dev/zero', '          0\n 00 00\n'],
    [
      'echo hello world 12345 | xxd',
      '00000000: 6865 6c6c 6f20 776f 726c 6420 3132 3334  hello world 1234\n00000010: 350a                                     5.\n',
    ],
    ["printf 'a\\001hello\\001\\002wor' | strings", 'hello\n'],
    ['truncate -s 10 /t; stat -c %s /t', '10\n'],
  ])
})

describe('digests', () => {
  check([
    [
      "printf '' | md5sum; printf abc | md5sum",
      'd41d8cd98f00b204e9800998ecf8427e  -\n900150983cd24fb0d6963f7d28e17f72  -\n',
    ],
    ['printf abc | sha1sum', 'a9993e364706816aba3e25717850c26c9cd0d89d  -\n'],
    [
      "printf '' | sha256sum; printf abc | sha256sum",
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  -\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n',
    ],
    [
      'seq 100 | md5sum; seq 100 | sha1sum; seq 100 | sha256sum',
      'd632eba71107bf7bc3ec423eab256d78  -\n8084f0f10255c5e26605a1cb1f51c5e53f92df40  -\n93d4e5c77838e0aa5cb6647c385c810a7c2782bf769029e6c420052048ab22bb  -\n',
    ],
    [
      `${AB} md5sum /a | md5sum -c; echo "x  /a" | md5sum -c`,
      '/a: OK\n/a: FAILED\n',
      1,
      'md5sum: WARNING: 1 of 1 computed checksums did NOT match\n',
    ],
    ['md5sum /nope', '', 1, "md5sum: can't open '/nope': No such file or directory\n"],
  ])
})

describe('comparing', () => {
  check([
    [`${AB} diff /a /b`, '--- /a\n+++ /b\n@@ -1,3 +1,4 @@\n a\n-b\n+x\n c\n+d\n', 1],
    [`${AB} diff -q /a /b; diff /a /a; echo $?`, 'Files /a and /b differ\n0\n'],
    ['diff /etc/hosts /nope', '', 2, "diff: can't stat '/nope': No such file or directory\n"],
    [`${AB} cmp /a /b; cmp -s /a /a && echo same`, '/a /b differ: char 3, line 2\nsame\n'],
    ['seq 3 > /a; seq 2 4 > /b; comm /a /b; comm -12 /a /b', '1\n\t\t2\n\t\t3\n\t4\n2\n3\n'],
  ])
  check(
    [
      [`${AB} diff /a /b`, '2c2\n< b\n---\n> x\n3a4\n> d\n', 1],
      [`${AB} cmp /a /b`, '/a /b differ: byte 3, line 2\n', 1],
    ],
    { image: 'debian' },
  )
})

describe('columns', () => {
  check([
    [`${AB} paste /a /b; paste -sd, /a; seq 4 | paste -d' ' - -`, 'a\ta\nb\tx\nc\tc\n\td\na,b,c\n1 2\n3 4\n'],
    [
      'echo hello world foo | fold -w 5; echo hello world foo | fold -s -w 8',
      'hello\n worl\nd foo\nhello \nworld \nfoo\n',
    ],
    ["printf 'a\\tb\\n' | expand", 'a       b\n'],
    ['shuf -i 1-3 | sort', '1\n2\n3\n'],
    ['cd /tmp; seq 3 | split -l 2; cat xab; unlink xab; ls', '3\nxaa\n'],
    ['unlink /nope', '', 1, "unlink: can't remove file '/nope': No such file or directory\n"],
  ])
})
