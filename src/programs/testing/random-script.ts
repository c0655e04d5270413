import { randomStream } from '../../lib/random.ts'
import { type Language, WordWriter } from './random-word.ts'

/** What stands before every script: a way to see fields, files to match and to read, values to start from. */
const PRELUDE = `args() { printf '%s' $#; for arg do printf '<%s>' "$arg"; done; echo; }
mkdir d; echo one > f1; printf 'a b\\nc:d  e\\n\\\\x y\\n' > f2; : > a1; : > b1; : > d/a2
v=abc w='a  b' x= y='a:b:*' n=3 m=12
set -- 'p  q' '' r
`

/** A random script as its statements, and as one text: the same seed gives the same script, in every run. */
export function randomScript(
  seed: number,
  index: number,
  language: Language,
): { text: string; parts: readonly string[] } {
  const writer = new ScriptWriter(new WordWriter(randomStream(seed, `script ${index}`), language))
  const parts = writer.script()
  return { text: textOf(parts), parts }
}

function textOf(parts: readonly string[]): string {
  return `${PRELUDE}${parts.join('\n')}\n`
}

/**
 * Statements that end: loops count, functions call only those defined before them, and no file is read while it may
 * be written (f* is read, o* written). Left out is what depends on time or
 * on a process number or on which end of a pipe is faster; where stdout and stderr are one, on which is buffered.
 */
class ScriptWriter {
  readonly #w: WordWriter
  #functions: readonly string[] = []
  #names = 0
  #counters = 0
  #documents = 0
  #loops = 0
  #inFunction = false
  #redirected = false
  #piped = false

  constructor(words: WordWriter) {
    this.#w = words
  }

  script(): string[] {
    const parts = Array.from({ length: 3 + this.#w.below(6) }, () => this.#statement(3))
    parts.push(`printf 'end %s ' "$?" "$#" "$v" "$w" "$x" "$y" "$z" "$n" "$m"; echo; set +f; cat f[13] o*`)
    return parts
  }

  #list(depth: number): string {
    return this.#w.many(1, 3, () => this.#statement(depth), '\n')
  }

  #statement(depth: number): string {
    const w = this.#w
    const down = depth - 1
    const deep = (weight: number): number => (depth > 0 ? weight : 0)
    return w.choose([
      [8, () => this.#print()],
      [6, () => this.#assign()],
      [2, () => `${this.#simple()}${this.#redirection()}`],
      [3, () => `${this.#condition()} ${w.pick(['&&', '||'])} ${this.#simple()}`],
      [1, () => `${this.#condition()} && ${this.#simple()} || ${this.#simple()}`],
      [1, () => `! ${this.#condition()}; echo $?`],
      [3, () => this.#builtin()],
      [2, () => this.#positional()],
      [2, () => this.#read()],
      [2, () => this.#file()],
      [1, () => this.#hereDocument()],
      [1, () => this.#option()],
      [1, () => this.#jump()],
      [deep(3), () => this.#inside(() => this.#if(down))],
      [deep(3), () => this.#inside(() => this.#case(down))],
      [deep(3), () => this.#inside(() => this.#for(down))],
      [deep(2), () => this.#inside(() => this.#while(down))],
      [deep(2), () => this.#inside(() => this.#function(down))],
      [deep(2), () => `(${this.#newline()}${this.#inSubshell(() => this.#list(down))}\n)${this.#redirection()}`],
      [deep(1), () => this.#inside(() => `{ ${this.#list(down)}\n}${this.#redirection()}`)],
      [deep(2), () => this.#inside(() => this.#pipeline(down))],
      [deep(1), () => `${w.variable()}=$(${this.#newline()}${this.#inSubshell(() => this.#list(down))}\n)`],
      [deep(1), () => `eval "${this.#evaluated()}"`],
      [
        this.#redirected ? 0 : 1,
        () => `trap '${w.pick(['echo bye $?', 'echo bye; exit 7', '', 'false', 'echo $v'])}' EXIT`,
      ],
    ])
  }

  #newline(): string {
    return this.#w.pick(['\n', ' '])
  }

  #print(): string {
    const w = this.#w
    return w.choose([
      [6, () => `args ${w.words(3, 2)}`],
      [3, () => `echo ${w.words(3, 2)}`],
      [1, () => `echo -n ${w.word(1)}; echo`],
      [
        2,
        () =>
          `printf '${w.pick(['%s|%s\\n', '[%5s]\\n', '[%-4s]%%\\n', '%.2s\\n', '%b\\n', 'a\\tb%s\\n', '%s\\n'])}' ${w.words(3, 1)}`,
      ],
      [
        1,
        () =>
          `printf '${w.pick(['%d\\n', '%03d,\\n', '%x\\n', '%o %X\\n', '%+d\\n', '%5d|\\n', '%-5d|\\n', '%i %u\\n'])}' ${w.pick(['7 $n', '255 0', '$# 010', '0x10 1', "'-5' 3", '1 2 3 4'])}`,
      ],
      [1, () => `printf '%c.\\n' a ${w.many(1, 2, () => w.pick(['bc', '"$v"x', "'  '"]))}`],
      [1, () => 'echo $?'],
      [1, () => `for arg in "$@"; do printf '[%s]' "$arg"; done; echo`],
    ])
  }

  #assign(): string {
    const w = this.#w
    return w.choose([
      [6, () => `${w.variable()}=${w.word(2)}`],
      [2, () => `${w.variable()}=${w.word(1)} ${w.variable()}=${w.word(1)}`],
      [2, () => `n=$((${w.arithmetic(2)}))`],
      [1, () => `: $((${w.pick(['n', 'm'])} ${w.pick(['+=', '-=', '='])} ${w.arithmetic(1)}))`],
      [1, () => `${w.variable()}=${w.word(1)} args ${w.words(2, 1)}`],
      [1, () => `${w.variable()}=${w.word(0)} sh -c 'echo "$v,$w,$x,$1"' sh ${w.word(0)}`],
      [1, () => `export ${w.variable()}${w.pick(['', `=${w.word(1)}`])}`],
      [1, () => `unset ${w.variable()}`],
      [2, () => w.pick(['IFS=:', 'IFS=', "IFS=' :'", 'unset IFS', "IFS=' \t\n'", 'IFS=:b'])],
      [1, () => `IFS=${w.pick([':', "''", 'b'])}; args $${w.variable()} $*; unset IFS`],
    ])
  }

  #simple(): string {
    const w = this.#w
    return w.choose([
      [4, () => `args ${w.words(2, 1)}`],
      [4, () => `echo ${w.words(2, 1)}`],
      [2, () => `${w.variable()}=${w.word(1)}`],
      [2, () => w.pick(['true', 'false', ':', '(exit 6)', '{ false; }', '! true'])],
      [1, () => this.#call()],
    ])
  }

  #call(): string {
    const w = this.#w
    return this.#functions.length === 0 ? 'args' : `${w.pick(this.#functions)} ${w.words(2, 1)}`
  }

  #condition(): string {
    return this.#w.condition(1)
  }

  #redirection(): string {
    const w = this.#w
    const files = this.#piped ? 0 : 2
    return w.choose([
      [8, () => ''],
      [files, () => ` > ${w.pick(['o1', 'o2', '"o$#"', '/dev/null'])}`],
      [files, () => ' >> o1'],
      [1, () => ' 2>&1'],
      [1, () => ' 2>/dev/null'],
      [1, () => ' >&2'],
      [files, () => ' > o2 2>&1'],
      [1, () => ' 3>&1 >&3'],
      [1, () => ' < f2'],
      [1, () => ' > no/such'],
      [1, () => ' < none'],
    ])
  }

  #builtin(): string {
    const w = this.#w
    return w.choose([
      [1, () => `command ${this.#simple().replace(/^[!({].*|^\w+=.*/, 'true')}`],
      [1, () => `command -v ${w.pick(['echo', 'args', 'if', 'nosuch', 'cd'])}; echo $?`],
      [1, () => `type ${w.pick(['echo', 'args', 'nosuch', 'if', ':'])} | tr a-z A-Z`],
      [1, () => 'nosuch; echo $?'],
      [1, () => './f1; echo $?'],
      [1, () => 'cd d; echo *; cd ..'],
      [
        1,
        () =>
          `expr ${w.pick(['1', '2', '$n'])} ${w.pick(['+', '-', '"*"', '"<"', '='])} ${w.pick(['2', '3', '$n'])}; echo $?`,
      ],
      [1, () => `seq ${w.pick(['3', '1 3', '1 2 7', '3 1', '2 -1 0'])}`],
      [1, () => this.#getopts()],
      [1, () => `echo "echo sourced \\$1 $#; ${w.pick(['return 4', 'v=s', 'false'])}" > lib; . ./lib; echo $?`],
      [1, () => `exec 3> f3; echo three >&3; exec 3>&-`],
      [1, () => `exec 4< f2; read ${w.variable()} <&4; read -r ${w.variable()} <&4; exec 4<&-`],
      [1, () => `readonly ro=1; echo $ro`],
      [1, () => `unset -f ${w.pick(['g0', 'nosuch'])}`],
    ])
  }

  #getopts(): string {
    const w = this.#w
    const spec = w.pick(['ab:c', ':ab:', 'a', ':x:y'])
    const args = w.many(0, 4, () => w.pick(['-a', '-b', 'val', '-bval', '-ac', '--', '-x', '-ab', 'rest']))
    return `OPTIND=1; while getopts ${spec} o ${args === '' ? 'q' : args}; do args "$o" "$OPTARG"; done; echo $OPTIND`
  }

  #positional(): string {
    const w = this.#w
    return w.choose([
      [4, () => `set -- ${w.words(4, 1)}`],
      [2, () => `[ $# -gt 0 ] && shift`],
      [1, () => `[ $# -ge 2 ] && shift 2`],
      [1, () => `args "$@"${w.pick(['', 'a', ' "$*"', ' $*', '"$@"'])}`],
      [1, () => `args ${w.pick(['a', '""', ''])}"${w.pick(['', 'b', '$v'])}$@${w.pick(['', 'c', ' '])}"`],
    ])
  }

  #read(): string {
    const w = this.#w
    const raw = w.pick(['', '-r '])
    const ifs = w.pick(['', '', 'IFS= ', 'IFS=: ', "IFS=': ' "])
    const names = w.pick(['v', 'v w', 'v w x', 'x y z'])
    const show = names
      .split(' ')
      .map((name) => `"$${name}"`)
      .join(' ')
    return w.choose([
      [2, () => `${ifs}read ${raw}${names} < f2; args $? ${show}`],
      [
        2,
        () =>
          `printf '${w.pick(['a b c d\\n', ' a  b \\n', 'a:b:c:\\n', 'a\\\\b c\\n', 'no end', '', '::x\\n', 'a\\\\\\nb c\\n', ' : a : b : \\n'])}' | { ${ifs}read ${raw}${names}; args $? ${show}; }`,
      ],
      [2, () => `while ${ifs}read ${raw}${names}; do args ${show}; done < f2`],
      [1, () => `cat f2 | while ${ifs}read ${raw}${names}; do ${this.#simple()}; done`],
    ])
  }

  #file(): string {
    const w = this.#w
    return w.choose([
      [3, () => `cat ${w.pick(['f1', 'f2', 'f1 f2', 'none', '- < f1'])}`],
      [1, () => `echo ${w.word(1)} >> f1; cat f1`],
      [1, () => `args ${w.pick(['*', 'f*', '[ab]1', 'd/*', '*/a2', 'z*', '"*"', 'f[!1]', './*1', '?1'])}`],
      [
        1,
        () =>
          `${w.pick(['wc -l < f2', 'sort f2', 'head -n 1 f2', 'tail -n 1 f2', 'grep a f2', 'grep -c . f2', 'tr a-c A-C < f2', 'cut -d: -f1 f2', "sed 's/a/X/' f2", 'uniq f2', 'rm -f f3', 'basename a/b', 'dirname a/b'])}`,
      ],
      [1, () => `set -C; echo clobber > f1; echo $?; echo over >| f1; set +C; cat f1`],
    ])
  }

  #hereDocument(): string {
    const w = this.#w
    const name = `E${this.#documents++}`
    const line = (): string =>
      w.pick([
        'plain',
        '$v',
        '${w:-none}',
        '$((n + 1))',
        '$(echo sub)',
        '\\$v',
        '"q" \'s\'',
        '`echo tick`',
        'a\\\\b',
        '  in',
        '\ttab',
        '\\"',
        '${v#a}',
        '$@',
        '$*',
        'a\\',
        '${x:-"q"}',
      ])
    const quoted = w.chance(0.3)
    const dash = w.pick(['', '-'])
    return `cat <<${dash}${quoted ? `'${name}'` : name}\n${w.many(0, 3, line, '\n')}\nlast\n${name}`
  }

  #option(): string {
    const w = this.#w
    return w.pick([
      'set -e',
      'set -e',
      'set +e',
      'set -u',
      'set +u',
      'set -f',
      'set +f',
      'set -eu',
      'set -a',
      'set +a',
      ...(w.language === 'ash' ? ['set -o pipefail', 'set +o pipefail'] : ['set -o noglob', 'set +o noglob']),
    ])
  }

  #jump(): string {
    const w = this.#w
    return w.choose([
      [1, () => w.pick(['exit', `exit ${w.below(5)}`, 'exit $n'].slice(1 - w.below(2)))],
      [this.#loops * 6, () => `${w.pick(['break', 'continue'])}${w.pick(['', '', ' 1', ' 2'])}`],
      [this.#loops * 4, () => `[ $n -gt 2 ] && ${w.pick(['break', 'continue'])}`],
      [this.#inFunction ? 6 : 0, () => `return${w.pick(['', ' 0', ' 3', ' $n'])}`],
      [6, () => `(exit ${w.below(4)})`],
    ])
  }

  #if(depth: number): string {
    const w = this.#w
    const elif = w.chance(0.3) ? `elif ${this.#condition()}; then\n${this.#list(depth)}\n` : ''
    const other = w.chance(0.5) ? `else\n${this.#list(depth)}\n` : ''
    return `if ${this.#condition()}; then\n${this.#list(depth)}\n${elif}${other}fi${this.#redirection()}`
  }

  #case(depth: number): string {
    const w = this.#w
    const item = (): string =>
      `${w.pick(['', '('])}${w.many(1, 2, () => w.pattern(1), '|')}) ${w.chance(0.8) ? this.#list(depth) : ''}\n;;\n`
    return `case ${w.word(1)} in\n${w.many(0, 3, item, '')}${w.chance(0.5) ? `*) ${this.#simple()};;\n` : ''}esac`
  }

  #for(depth: number): string {
    const w = this.#w
    const words = w.choose([
      [4, () => ` in ${w.words(3, 1)};`],
      [1, () => ';'],
      [1, () => ` in "$@";`],
      [1, () => ` in $(seq 3);`],
    ])
    return `for ${w.variable()}${words} do\n${this.#inLoop(() => this.#list(depth))}\ndone${this.#redirection()}`
  }

  #while(depth: number): string {
    const w = this.#w
    const counter = `i${this.#counters++}`
    const most = 1 + w.below(3)
    const head = w.pick([`while [ $${counter} -lt ${most} ]`, `until [ $${counter} -ge ${most} ]`])
    const body = this.#inLoop(() => this.#list(depth))
    return `${counter}=0; ${head}; do ${counter}=$(($${counter}+1))\n${body}\ndone${this.#redirection()}`
  }

  #function(depth: number): string {
    const w = this.#w
    const name = `g${this.#names++}`
    const [loops, inFunction] = [this.#loops, this.#inFunction]
    this.#loops = 0
    this.#inFunction = true
    const local = w.chance(0.4) ? `local ${w.variable()}${w.pick(['', '=l', '=$1'])}\n` : ''
    const body = this.#list(depth)
    this.#loops = loops
    this.#inFunction = inFunction
    // Only now may it be called: not by itself.
    this.#functions = [...this.#functions, name]
    const head = w.language === 'ash' && w.chance(0.2) ? `function ${name}` : `${name}()`
    return `${head} {\n${local}${body}\n}${w.pick(['', this.#redirection()])}\n${this.#call()}\necho $?`
  }

  #pipeline(depth: number): string {
    const w = this.#w
    const before = this.#piped
    this.#piped = true
    const first = w.choose([
      [2, () => this.#print()],
      // Its complaints would come before or after what the other end writes.
      [1, () => `{ ${this.#inSubshell(() => this.#list(depth))}\n} 2>/dev/null`],
      [1, () => 'cat f2'],
    ])
    this.#piped = before
    const next = w.choose([
      [3, () => 'cat'],
      [1, () => 'wc -l'],
      [1, () => 'tr a-z A-Z'],
      [1, () => '{ cat; echo $v; }'],
      [1, () => `while read -r line; do echo "[$line]"; done`],
      [1, () => 'sort'],
      [1, () => '{ read -r v; echo "$v"; cat; }'],
    ])
    return `${w.chance(0.1) ? '! ' : ''}${/^(?:printf|args|echo|cat)[^;]*$/.test(first) ? first : `{ ${first}\n}`} | ${next}${w.pick(['', '; echo $?'])}`
  }

  #evaluated(): string {
    return this.#simple().replace(/["\\$`]/g, '\\$&')
  }

  #inLoop(body: () => string): string {
    this.#loops++
    const text = body()
    this.#loops--
    return text
  }

  /**
   * In what may be redirected: where a subshell of it ends with an EXIT trap, busybox puts back the streams first and
   * dash does not.
   */
  #inside(body: () => string): string {
    const before = this.#redirected
    this.#redirected = true
    const text = body()
    this.#redirected = before
    return text
  }

  /** A loop outside of a subshell cannot be left from inside of it. */
  #inSubshell(body: () => string): string {
    const [loops, inFunction] = [this.#loops, this.#inFunction]
    this.#loops = 0
    this.#inFunction = false
    const functions = this.#functions
    const text = body()
    this.#loops = loops
    this.#inFunction = inFunction
    // What it defined is not known outside.
    this.#functions = functions
    return text
  }
}
