import type { Chooser } from './chooser.ts'

const FILES = [
  'f',
  'd',
  'd/e',
  '/tmp',
  '/tmp/x',
  '/',
  '.',
  '..',
  '/dev/zero',
  '/dev/null',
  '/dev/full',
  '/dev/random',
  '/proc',
  '/etc',
]
const PATTERNS = [
  '(a|a)*b',
  '(a*)*c',
  'a',
  '.*',
  '[^a]*$',
  '\\(a*\\)*b',
  '\\(\\)*x',
  '^(([a-z])+.)+$',
  '[[:alpha:]]+',
  '(',
  '[',
  '*',
  '\\',
  'a\\{9999\\}',
  '(a?){40}a{40}',
  '\\1',
]
const NUMBERS = [
  '0',
  '1',
  '-1',
  '7',
  '100',
  '65536',
  '99999999',
  '9223372036854775807',
  '9223372036854775808',
  '1e9',
  'x',
  '',
]
const SIGNALS = ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'CHLD', 'KILL', 'STOP', 'PIPE', '0', 'constructor']
const WORDS = [
  'a',
  '"$x"',
  '$x$x$x',
  '$@',
  '*',
  '~',
  '{1..9}',
  '{1..9999999}',
  '$((1<<62))',
  '$(echo a)',
  '`echo b`',
  "'q'",
  '${x:-y}',
  '${x%%*}',
  '${#x}',
  '${x//a/aa}',
  '$(cat f)',
  '\\',
  '--',
  '-n',
  '-r',
  '-9',
  '__proto__',
]

/** A shell script that nobody means well with: loops that do not end, forks, pipes, files, regular expressions. */
export function hostileScript(c: Chooser, depth = 3): string {
  return c.many(1, 4, () => statement(c, depth)).join(c.pick(['\n', '\n', '; ']))
}

function statement(c: Chooser, depth: number): string {
  if (depth <= 0) return simple(c)
  const inner = () => hostileScript(c, depth - 1)
  const word = () => c.pick(WORDS)
  switch (c.below(22)) {
    case 0:
      return `while ${c.pick([':', 'true', 'sleep 0', '[ 1 ]', 'read x', 'kill -0 1'])}; do\n${inner()}\ndone`
    case 1:
      return `i=0; while [ $i -lt ${c.pick(NUMBERS)} ]; do\n${inner()}\ni=$((i+1)); done`
    case 2:
      return `for x in ${c.many(0, 4, word).join(' ')}; do\n${inner()}\ndone`
    case 3:
      return `until false; do\n${inner()}\ndone`
    case 4:
      return `( ${inner()}\n) ${c.pick(['', '&', '&', '| cat', '> f', '< f', '2>&1 | tail -1'])}`
    case 5:
      return `{ ${inner()}\n} ${c.pick(['', '&', '| wc -c', '>> f', '< /dev/zero'])}`
    case 6:
      return `f() {\n${inner()}\n${c.pick(['f', 'f | f', 'f &', 'f; f', 'exec f', ':'])}\n}; f`
    case 7:
      return `${simple(c)} | ${simple(c)} | ${simple(c)}`
    case 8:
      return `${simple(c)} &`
    case 9:
      return `x=$(${inner()})`
    case 10:
      return `trap '${simple(c).replaceAll("'", '')}; ${c.pick(['kill -TERM $$', 'f', 'exit', ':'])}' ${c.pick(SIGNALS)} EXIT`
    case 11:
      return `eval ${c.pick(['"$x"', "'eval $x'", `'${simple(c).replaceAll("'", '')}'`])}`
    case 12:
      return `case ${word()} in ${c.pick(['*', 'a*', '[!a]', '(x)'])}) ${inner()};; esac`
    case 13:
      return `if ${simple(c)}; then ${inner()}\nelse ${inner()}\nfi`
    case 14:
      return `cat <<E\n${word()}\n$(${simple(c)})\nE`
    case 15:
      return `x="$x$x${word().replaceAll('"', '')}"`
    case 16:
      return `set -- "$@" "$@" ${word()}`
    case 17:
      return `echo $((${c.pick(NUMBERS)} ${c.pick(['**', '<<', '/', '%', '*', '-', '?'])} ${c.pick(NUMBERS)}))`
    default:
      return simple(c)
  }
}

function simple(c: Chooser): string {
  const file = () => c.pick(FILES)
  const pattern = () => `'${c.pick(PATTERNS)}'`
  const number = () => c.pick(NUMBERS)
  const word = () => c.pick(WORDS)
  const commands: readonly (() => string)[] = [
    () => `echo ${word()} ${word()}`,
    () => `echo ${word()} > ${file()}`,
    () => `cat ${file()} ${file()}`,
    () => `cat ${file()} >> ${file()}`,
    () => `cp -r ${file()} ${file()}`,
    () => `mv ${file()} ${file()}`,
    () => `rm -rf ${file()}`,
    () => `mkdir -p ${file()}/${word()}; cd ${file()}`,
    () => `ln -s ${file()} ${file()}`,
    () => `find ${file()}`,
    () => `ls -laR ${file()}`,
    () => `du ${file()}`,
    () => `dd if=/dev/zero of=${file()} bs=${c.pick(['1', '1M', '1G', '1T'])} count=${number()}`,
    () => `head -c ${number()} ${file()}`,
    () => `tail -${c.pick(['f', 'n 3', 'c 9'])} ${file()}`,
    () => `wc ${file()}`,
    () => `sort ${file()}`,
    () => `seq ${number()} ${number()}`,
    () => `yes ${word()}`,
    () => `printf '%${number()}d %s\\n' ${number()} ${word()}`,
    () => `expr ${word()} : ${pattern()}`,
    () => `echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep ${c.pick(['', '-E', '-o', '-c'])} ${pattern()}`,
    () =>
      `echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | sed ${c.pick(['', '-E', '-n'])} ${c.pick([`s/${c.pick(PATTERNS)}/&&/g`, ':a;s/a/aa/;ta', ':a;ba', '$!N;P;D', 'G;G;G', 's/x*/y/g'])}`,
    () =>
      `awk '${c.pick(['BEGIN{while(1);}', 'BEGIN{while(1)x=x"a"}', '{print}', 'BEGIN{for(i=0;i<1e9;i++)a[i]=i}', 'function f(){f()} BEGIN{f()}', `/${c.pick(PATTERNS).replaceAll('/', '')}/`, 'BEGIN{printf "%9999999d",1}', 'BEGIN{getline x < "/dev/zero"}'])}' ${file()}`,
    () => `xargs ${c.pick(['', '-n1', '-n 0'])} ${c.pick(['echo', 'sh -c', 'xargs'])} < ${file()}`,
    () => `tr a-z ${word()} < ${file()}`,
    () => `kill -${c.pick(SIGNALS)} ${c.pick(['1', '$$', '$!', '-1', '0', '$PPID', '99999'])}`,
    () => `sleep ${c.pick(['0', '0.001', '1', '60', 'infinity', '1e9', '-1', 'x'])}`,
    () => `wait ${c.pick(['', '$!', '1', '-n'])}`,
    () => `timeout ${c.pick(['0', '1', '0.1'])} ${c.pick(['cat', 'yes', 'sleep 9', 'sh -c "while :; do :; done"'])}`,
    () => `nc ${c.pick(['-l -p 80', '127.0.0.1 80', '-lk -p 81 -e cat'])}`,
    () => `wget -qO- http://${c.pick(['127.0.0.1', 'localhost:80', '10.96.0.1', 'x'])}/`,
    () => `read ${c.pick(['x', '-r x y', '__proto__'])} ${c.pick(['', '< f', '< /dev/zero'])}`,
    () => `test ${word()} ${c.pick(['=', '-lt', '-nt', '-a'])} ${word()}`,
    () => `exec ${c.pick(['sh -c "$0"', 'cat', '> f', '2>&1', 'nothing', '3<&0'])}`,
    () => `stress --vm 1 --vm-bytes ${c.pick(['1M', '1T', '-1'])} --timeout 1`,
    () => `export ${c.pick(['constructor', 'PATH', 'x', '__proto__'])}=${word()}`,
    () => `unset ${c.pick(['PATH', 'x', 'IFS', 'constructor'])}`,
    () =>
      c.pick([
        'exit',
        'exit 300',
        'return',
        'break 9',
        'continue',
        'shift 3',
        'ps',
        'top -b -n 2',
        'env',
        'set -e',
        'set -x',
        'set -u',
        ':',
        'nothing',
        'sh',
        'sh f',
        '. f',
        './f',
      ]),
  ]
  return c.pick(commands)()
}
