import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

type Row = readonly [script: string, stdout: string, code?: number, stderr?: string]

function check(image: string, rows: readonly Row[]): void {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (script, [, stdout, code = 0, stderr = '']) => {
    const outcome = new Machine({ image }).sh(script)
    expect({ stdout: outcome.stdout, stderr: outcome.stderr, code: outcome.code }).toEqual({ stdout, stderr, code })
  })
}

describe('words', () => {
  check('busybox', [
    ['echo hello', 'hello\n'],
    ['echo  a   b', 'a b\n'],
    [`echo 'a  b' "c  d" e\\ f`, 'a  b c  d e f\n'],
    ['a="x y"; echo $a "$a"', 'x y x y\n'],
    ['a="x   y"; echo $a', 'x y\n'],
    ['a="x   y"; echo "$a"', 'x   y\n'],
    ['set -- "a b" c; echo $#; for i in "$@"; do echo "[$i]"; done', '2\n[a b]\n[c]\n'],
    ['set -- "a b" c; for i in $*; do echo "[$i]"; done', '[a]\n[b]\n[c]\n'],
    ['set -- "a b" c; for i in "$*"; do echo "[$i]"; done', '[a b c]\n'],
    ['set --; for i in "$@"; do echo "[$i]"; done; echo none', 'none\n'],
    ['IFS=:; p=a:b::c; for i in $p; do echo "[$i]"; done', '[a]\n[b]\n[]\n[c]\n'],
    ['x=; echo "[$x]" [$x] $x.', '[] [] .\n'],
    ['echo "$(echo a; echo b)"', 'a\nb\n'],
    ['echo $(echo a; echo b)', 'a b\n'],
    ['echo `echo a \\`echo b\\``', 'a b\n'],
    ['echo ~ ~/x "~"', '/root /root/x ~\n'],
    ["echo $'a\\tb'", 'a\tb\n'],
    ['echo {a,b}', '{a,b}\n'],
    ['echo a#b # comment', 'a#b\n'],
    ['echo "a\\$b \\"c\\" \\\\ \\n"', 'a$b "c" \\ \\n\n'],
    ['echo $$', '1\n'],
    ['echo "${a:-x} ${b-y} ${c:=z} $c"', 'x y z z\n'],
    ['a=1; echo ${a:+set} ${b:+set}.', 'set .\n'],
    ['a=hello; echo ${#a}', '5\n'],
    ['f=/a/b/c.tar.gz; echo ${f##*/} ${f%/*} ${f%%.*} ${f#*/}', 'c.tar.gz /a/b /a/b/c a/b/c.tar.gz\n'],
    ['a=banana; echo ${a/an/AN} ${a//an/AN} ${a:1:3} ${a:2}', 'bANana bANANa ana nana\n'],
    ['echo ${x?no x}; echo never', '', 2, 'sh: x: no x\n'],
    ['echo ${x:?}', '', 2, 'sh: x: parameter not set or null\n'],
    ['echo ${a:-"b  c"} ${a:-d  e}', 'b  c d e\n'],
    [
      'mkdir /d; touch /d/a /d/b /d/.c; echo /d/*; cd /d; echo *; echo ?; echo [!a]; echo "*"; echo z*',
      '/d/a /d/b\na b\na b\nb\n*\nz*\n',
    ],
    ['set -f; echo /*', '/*\n'],
    ['a="*"; cd /etc; echo "$a"', '*\n'],
    ['echo a\\\nb', 'ab\n'],
  ])
})

describe('arithmetic', () => {
  check('busybox', [
    ['echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((-7/2))', '7 9 3 1 -3\n'],
    ['i=5; i=$((i+1)); echo $i $(($i*2))', '6 12\n'],
    ['i=1; : $((i+=4)) ; echo $i $((i++)) $i $((++i))', '5 5 6 7\n'],
    ['echo $((1<2)) $((2==2)) $((1&&0)) $((1||0)) $((!3)) $((~0)) $((5>3?10:20))', '1 1 0 1 0 -1 10\n'],
    ['echo $((0x1f)) $((010)) $((1<<4)) $((2**10))', '31 8 16 1024\n'],
    ['echo $((9223372036854775807+1))', '-9223372036854775808\n'],
    ['echo $((1/0)); echo never', '', 2, 'sh: divide by zero\n'],
    ['echo $((1+)); echo never', '', 2, 'sh: arithmetic syntax error\n'],
    ['x="1+2"; echo $((x*2))', '6\n'],
    ['let x=3*4; echo $x', '12\n'],
  ])
})

describe('commands', () => {
  check('busybox', [
    ['true && echo a || echo b', 'a\n'],
    ['false && echo a || echo b', 'b\n'],
    ['! true; echo $?; ! false; echo $?', '1\n0\n'],
    ['false; echo $?', '1\n'],
    ['exit 3', '', 3],
    ['(exit 4); echo $?', '4\n'],
    ['exit 300', '', 44],
    ['nosuchcmd', '', 127, 'sh: nosuchcmd: not found\n'],
    ['nosuchcmd; echo $?', '127\n', 0, 'sh: nosuchcmd: not found\n'],
    ['/etc/passwd', '', 126, 'sh: /etc/passwd: Permission denied\n'],
    ['/etc', '', 126, 'sh: /etc: Permission denied\n'],
    ['if true; then echo a; else echo b; fi', 'a\n'],
    ['if false; then echo a; elif true; then echo c; else echo b; fi', 'c\n'],
    ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', '0\n1\n2\n'],
    ['i=0; until [ $i -ge 2 ]; do i=$((i+1)); done; echo $i', '2\n'],
    ['for i in 1 2 3; do echo line $i; done; exit 1', 'line 1\nline 2\nline 3\n', 1],
    ['for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done', '1\n3\n'],
    ['for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done', '1a\n2a\n'],
    ['while true; do while true; do break 2; done; done; echo out', 'out\n'],
    ['case abc in a*) echo 1;; *) echo 2;; esac', '1\n'],
    ['case "$1" in "") echo empty;; esac', 'empty\n'],
    ['case x in a|x) echo yes;; esac', 'yes\n'],
    ['case "*" in "*") echo star;; esac; case a in "*") echo wrong;; esac', 'star\n'],
    ['f() { echo "$1 $#"; return 3; }; f a b; echo $?', 'a 2\n3\n'],
    ['f() { local x=1; y=2; }; x=0; f; echo $x $y', '0 2\n'],
    ['f() { f2; }; f2() { echo deep; }; f', 'deep\n'],
    ['{ echo a; echo b; } | cat', 'a\nb\n'],
    ['x=1; (x=2; echo $x); echo $x', '2\n1\n'],
    ['x=1 sh -c "echo \\$x"; echo ".$x"', '1\n.\n'],
    ['export X=5; sh -c "echo \\$X"', '5\n'],
    ['unset HOME; echo ${HOME-none}', 'none\n'],
    ['readonly a=1; a=2; echo never', '', 2, 'sh: a: is read only\n'],
    ['eval "echo a; echo b"; eval', 'a\nb\n'],
    ['echo "x=5" > /tmp/e; . /tmp/e; echo $x', '5\n'],
    ['. /nope; echo never', '', 2, "sh: .: line 0: can't open '/nope': No such file or directory\n"],
    ['cd /nope', '', 2, "sh: cd: line 0: can't cd to /nope: No such file or directory\n"],
    ['cd /tmp && pwd; cd ..; pwd; cd -', '/tmp\n/\n/tmp\n'],
    ['set -e; false; echo never', '', 1],
    ['set -e; if false; then :; fi; false || true; ! true; echo here', 'here\n'],
    ['set -e; f() { false; echo never; }; f', '', 1],
    ['set -e; x=$(false); echo never', '', 1],
    ['set -u; echo $nope', '', 2, 'sh: nope: parameter not set\n'],
    ['set -x; a=1; echo $a "b c"', '1 b c\n', 0, "+ a=1\n+ echo 1 'b c'\n"],
    ['false | true; echo $?; set -o pipefail; false | true; echo $?', '0\n1\n'],
    ['command -v cat; command -v echo; command -v nope; echo $?', '/bin/cat\necho\n127\n'],
    ['type cat nope', 'cat is /bin/cat\nnope: not found\n', 127],
    ['shift; echo $?', '1\n'],
    ['set -- a b c; shift 2; echo $1', 'c\n'],
    ['echo a b | { read x y; echo "$y $x"; }', 'b a\n'],
    ['printf "a b c\\nd\\n" | while read x y; do echo "$x:$y"; done', 'a:b c\nd:\n'],
    ['printf "a\\\\\\\\tb" | { read -r x; echo "$x"; }', 'a\\tb\n'],
    ['read x < /dev/null; echo $?', '1\n'],
    ['while getopts ab: o -a -b val; do echo $o $OPTARG; done', 'a\nb val\n'],
    ['if', '', 2, 'sh: syntax error: unexpected end of file (expecting "then")\n'],
    ['echo a; echo )', '', 2, 'sh: syntax error: unexpected ")"\n'],
    ['echo first\nfi', 'first\n', 2, 'sh: syntax error: unexpected "fi"\n'],
    ['echo "open', '', 2, 'sh: syntax error: unterminated quoted string\n'],
    ['while true; do', '', 2, 'sh: syntax error: unexpected end of file (expecting "done")\n'],
    ['a=(1 2)', '', 2, 'sh: syntax error: unexpected "("\n'],
    ['[[ abc == a* && -f /etc/passwd ]] && echo yes; [[ a == b ]] || echo no', 'yes\nno\n'],
    ['[ 1 -eq 1 -a 2 -gt 1 ] && [ ! -e /nope ] && echo ok', 'ok\n'],
    ['[ 1 -eq x ]', '', 2, 'sh: x: bad number\n'],
    ['test -d /etc -a -r /etc/passwd; echo $?', '0\n'],
    ['[ "" ]; echo $?; [ a ]; echo $?; [ = = = ]; echo $?', '1\n0\n0\n'],
    ['f() { f; }; f', '', 2, 'sh: maximum nesting of functions and subshells reached\n'],
    ['exec nosuch; echo never', '', 127, 'sh: exec: line 0: nosuch: not found\n'],
    ['exec echo replaced; echo never', 'replaced\n'],
    ['echo $0 $1 $#', 'sh 0\n'],
    ['umask; ulimit -n', '0022\nunlimited\n'],
    ['x=$(exit 3); echo $?', '3\n'],
    ['printf "a\\nb" > /tmp/f; while read x; do echo "<$x>"; done < /tmp/f; echo "$x"', '<a>\nb\n'],
    ['echo out; echo err >&2', 'out\n', 0, 'err\n'],
  ])
})

describe('redirections', () => {
  check('busybox', [
    ['echo a > /tmp/f; echo b >> /tmp/f; cat < /tmp/f', 'a\nb\n'],
    ['echo a 2>&1 >/dev/null', ''],
    ['{ echo o; echo e >&2; } > /tmp/f 2>&1; cat /tmp/f', 'o\ne\n'],
    ['nosuch 2>/dev/null; echo $?', '127\n'],
    ['nosuch &> /tmp/f; cat /tmp/f', 'sh: nosuch: not found\n'],
    ['cat <<E\na $HOME $((1+1))\nE', 'a /root 2\n'],
    ["cat <<'E'\na $HOME\nE", 'a $HOME\n'],
    ['cat <<-E\n\ta "q" \\$x\n\tE', 'a "q" $x\n'],
    ['cat <<< "here $HOME"', 'here /root\n'],
    ['cat < /nope; echo $?', '1\n', 0, "sh: can't open /nope: no such file\n"],
    ['echo x > /no/such/dir; echo $?', '1\n', 0, "sh: can't create /no/such/dir: nonexistent directory\n"],
    ['echo x > /tmp; echo $?', '1\n', 0, "sh: can't create /tmp: Is a directory\n"],
    ['exec > /tmp/log; echo hidden; exec 1>&2; cat /tmp/log', '', 0, 'hidden\n'],
    ['exec 3> /tmp/f; echo three >&3; exec 3>&-; cat /tmp/f', 'three\n'],
    ['while read l; do echo "[$l]"; done < /dev/null; echo end', 'end\n'],
    ['echo x > /dev/stderr', '', 0, 'x\n'],
    ['> /tmp/empty; cat /tmp/empty; echo $?', '0\n'],
    ['if [ -e /x ]; then echo; fi > /tmp/o; ls /tmp', 'o\n'],
    ['echo custom > /dev/termination-log; cat /dev/termination-log', 'custom\n'],
  ])
})

describe('the other shells', () => {
  check('debian', [
    ['nosuchcmd', '', 127, 'sh: 1: nosuchcmd: not found\n'],
    ['echo "a\\tb"', 'a\tb\n'],
    ['[[ a == a ]] && echo y', '', 127, 'sh: 1: [[: not found\n'],
    ['cd /nope', '', 2, "sh: 1: cd: can't cd to /nope\n"],
    ['cat < /nope', '', 2, 'sh: 1: cannot open /nope: No such file\n'],
    ['true\nset -u\necho $zz', '', 2, 'sh: 3: zz: parameter not set\n'],
    ['if', '', 2, 'sh: 1: Syntax error: end of file unexpected (expecting "then")\n'],
    ['bash -c "nosuch"', '', 127, 'bash: line 1: nosuch: command not found\n'],
    ['bash -c "echo {a,b}{1..3} \\${x^^}"', 'a1 a2 a3 b1 b2 b3\n'],
    ['bash -c "a=(1 2); echo never"', '', 2, 'bash: line 1: a: arrays are not supported here\n'],
    ['bash -c "for ((i=0;i<3;i++)); do echo \\$i; done"', '0\n1\n2\n'],
    ['bash -c "x=abc; echo \\${x^^} \\${x:1:1}"', 'ABC b\n'],
    ['bash -c "((3>2)) && echo yes; ((0)) || echo no"', 'yes\nno\n'],
    ['bash -c "source /nope; echo on"', 'on\n', 0, 'bash: line 1: /nope: No such file or directory\n'],
  ])
})
