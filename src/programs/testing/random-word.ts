import type { RandomStream } from '../../lib/random.ts'

/** Which language the scripts are in: what bash added and ash took over is not in dash. */
export type Language = 'ash' | 'dash'

/** `weight` times as likely as one of weight 1. */
export type Choice = readonly [weight: number, make: () => string]

const VARIABLES = ['v', 'w', 'x', 'y', 'z'] as const

const LITERALS = [
  'a',
  'b',
  'c',
  'ab',
  'abc',
  'foo',
  '0',
  '1',
  '2',
  '7',
  '10',
  'a.b',
  'a-b',
  'a/b/c',
  'x=y',
  'A',
  '-',
  '--',
]
const SINGLE = ['a  b', ' a b ', '$x', '*', 'a\\b', '', 'a:b::c', '"', '[ab]', 'a;b', '\\n', '1 2 3', '`', 'b1', '\\*']
const DOUBLE = ['a', ' ', '  b', ':', '*', "'", '\\"', '\\$', '\\\\', '\\a', '?', '[', '1', '\\`', '-', '{', '#', '}']
const BARE = ['a', 'b', '\\ ', '\\*', '\\$', '\\\\', '1', ':', '-', '.', '\\a', "\\'", 'a#', ',', '+', '%']
const PATTERNS = [
  '*',
  '?',
  'a*',
  '*b',
  '?b*',
  '[a-c]*',
  '[!a]*',
  '*.*',
  'a',
  '\\*',
  '"*"',
  "'a'*",
  '[ab]',
  '*[0-9]',
  'f1',
  '*1',
  ':*',
]
const OPERATORS = ['+', '-', '*', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '&', '|', '^']

/** Words, numbers and conditions of random scripts. */
export class WordWriter {
  readonly language: Language
  readonly #random: RandomStream

  constructor(random: RandomStream, language: Language) {
    this.#random = random
    this.language = language
  }

  pick<T>(items: readonly T[]): T {
    return items[this.#random.integer(items.length)] as T
  }

  below(count: number): number {
    return this.#random.integer(count)
  }

  chance(share: number): boolean {
    return this.#random.next() < share
  }

  choose(choices: readonly Choice[]): string {
    let at = this.#random.integer(choices.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, make] of choices) {
      at -= weight
      if (at < 0) return make()
    }
    return ''
  }

  many(least: number, most: number, make: () => string, between = ' '): string {
    return Array.from({ length: least + this.#random.integer(most - least + 1) }, make).join(between)
  }

  variable(): string {
    return this.pick(VARIABLES)
  }

  words(most: number, depth: number): string {
    return this.many(0, most, () => this.word(depth))
  }

  /** A word of a command: it may become any number of fields. */
  word(depth: number): string {
    return this.choose([
      [6, () => this.pick(LITERALS)],
      [3, () => `'${this.pick(SINGLE)}'`],
      [5, () => this.doubleQuoted(depth)],
      [5, () => this.parameter(depth, false)],
      [1, () => this.pick(BARE) + this.pick(BARE)],
      [1, () => this.pick(PATTERNS.slice(0, 9))],
      [1, () => this.pick(['~', '~/a', 'a~', '"~"'])],
      [depth > 0 ? 2 : 0, () => this.#joined(this.word(depth - 1), this.word(depth - 1))],
      [depth > 0 ? 2 : 0, () => this.substitution(depth - 1, false)],
      [2, () => `$((${this.arithmetic(Math.min(depth, 2))}))`],
      [this.language === 'ash' ? 1 : 0, () => this.pick(["$'a\\tb'", "$'\\x41'", "$'it\\'s'", "$'\\n'"])],
    ])
  }

  /**
   * What is split after "$@" in one word: dash makes empty fields of the blanks in it, busybox and bash do not. And
   * busybox loses what comes after the slash of ~nobody/.
   */
  #joined(left: string, right: string): string {
    if (left.startsWith('~')) return left
    return /\$[@*]/.test(left) && /[$`]/.test(right) ? left : left + right
  }

  doubleQuoted(depth: number): string {
    const part = (): string =>
      this.choose([
        [4, () => this.pick(DOUBLE)],
        [4, () => this.parameter(depth, true)],
        [depth > 0 ? 1 : 0, () => this.substitution(depth - 1, true)],
        [1, () => `$((${this.arithmetic(Math.min(depth, 1))}))`],
      ])
    return `"${this.many(0, 3, part, '')}"`
  }

  /** $x and everything that may stand between ${ and }. */
  parameter(depth: number, quoted: boolean): string {
    const name = this.choose([
      [8, () => this.variable()],
      [2, () => this.pick(['1', '2', '3', '9'])],
      [1, () => 'unset'],
    ])
    const inner = (): string =>
      this.choose([
        [
          3,
          () =>
            this.pick(quoted ? ['a', 'a b', '', ' c ', '*', 'x:y'] : ['a', 'b', '"a b"', "' c '", '', 'x:y', '\\*']),
        ],
        [depth > 0 ? 2 : 0, () => (quoted ? this.parameter(depth - 1, true) : this.word(depth - 1))],
      ])
    return this.choose([
      [6, () => `$${name}`],
      [2, () => `\${${name}}`],
      [2, () => this.pick(['$#', '$?', '$@', '$*', '$@', '$*', '${#}'])],
      [1, () => `\${#${name}}`],
      [4, () => `\${${name}${this.pick([':-', '-', ':+', '+'])}${inner()}}`],
      [1, () => `\${${this.variable()}${this.pick([':=', '='])}${inner()}}`],
      [this.chance(0.1) ? 1 : 0, () => `\${${name}${this.pick([':?', '?'])}${this.pick(['', 'gone'])}}`],
      [3, () => `\${${name}${this.pick(['#', '##', '%', '%%'])}${this.pattern(depth)}}`],
      [
        this.language === 'ash' ? 1 : 0,
        () => `\${${name}:${this.pick(['0', '1', '2', '$((1+1))'])}${this.pick(['', ':1', ':2', ':0'])}}`,
      ],
      [
        this.language === 'ash' ? 1 : 0,
        () =>
          `\${${name}${this.pick(['/', '//'])}${this.pick(['a', 'b', '?', '[ab]', ':'])}/${this.pick(['', 'X', 'YY', '$v'])}}`,
      ],
    ])
  }

  pattern(depth: number): string {
    return this.choose([
      [4, () => this.pick(PATTERNS)],
      [1, () => this.pick(PATTERNS) + this.pick(PATTERNS)],
      [1, () => `"$${this.variable()}"`],
      [depth > 0 ? 1 : 0, () => `$${this.variable()}`],
    ])
  }

  /** A command substitution of something short. */
  substitution(depth: number, quoted: boolean): string {
    const command = this.choose([
      [3, () => `echo ${this.word(depth)}`],
      [2, () => `printf '%s' ${this.word(depth)}`],
      [1, () => `printf 'a\\n\\nb\\n\\n'`],
      [1, () => `echo ${this.word(depth)}; exit 3`],
      [1, () => `args ${this.word(depth)} ${this.word(depth)}`],
      [1, () => this.pick(['false', 'true', ':', 'cat f1', 'exit 4', 'echo "$@"', '(exit 5)'])],
    ])
    if (!quoted && depth === 0 && this.chance(0.3) && !/[`\\]/.test(command)) return `\`${command}\``
    return `$(${command})`
  }

  /**
   * Assignments stand alone: in the midst of others it is nobody's promise which operand is read first, and busybox
   * before 1.37 makes those of && || ?: even where the answer is known already.
   */
  arithmetic(depth: number): string {
    return this.choose([
      [6, () => this.#expression(depth)],
      [
        1,
        () =>
          `${this.pick(['n', 'm'])} ${this.pick(['=', '+=', '-=', '*=', '|=', '&=', '^=', '<<='])} ${this.#expression(1)}`,
      ],
      [this.language === 'ash' ? 1 : 0, () => this.pick(['n++', 'm--', '++n', '--m', '2**3', '1,2', 'n++ + 1'])],
    ])
  }

  #expression(depth: number): string {
    const inner = (): string => this.#expression(depth - 1)
    return this.choose([
      [4, () => this.pick(['0', '1', '2', '3', '7', '10', '010', '0x1f', '255', '-1', '-7'])],
      [3, () => this.pick(['n', 'm', '$n', '$#', '${n:-4}', '${#v}', 'none'])],
      [depth > 0 ? 5 : 0, () => `${inner()} ${this.pick(OPERATORS)} ${inner()}`],
      [depth > 0 ? 2 : 0, () => `${inner()} ${this.pick(['/', '%'])} ${this.pick(['2', '3', '-3', '(n*n+1)', '7'])}`],
      [depth > 0 ? 1 : 0, () => `${inner()} ${this.pick(['<<', '>>'])} ${this.pick(['0', '1', '5', '31'])}`],
      [depth > 0 ? 2 : 0, () => `(${inner()})`],
      [depth > 0 ? 2 : 0, () => `${this.pick(['!', '~', '- ', '+ '])}${this.pick(['n', '1', '(n+2)', '0'])}`],
      [depth > 0 ? 1 : 0, () => `((${inner()}) ? (${inner()}) : (${inner()}))`],
    ])
  }

  /** A command that is asked for its status. */
  condition(depth: number): string {
    const operand = (): string =>
      this.choose([
        [3, () => `"$${this.variable()}"`],
        [2, () => this.doubleQuoted(depth).replaceAll('$@', '$*')],
        [2, () => this.pick(LITERALS)],
        [1, () => `'${this.pick(SINGLE)}'`],
      ])
    const number = (): string => this.pick(['0', '1', '2', '10', '-1', '$n', '$#', '$((n+1))', '" 1"', '007'])
    const test = (): string =>
      this.choose([
        [4, () => `${operand()} ${this.pick(['=', '!=', '='])} ${operand()}`],
        [3, () => `${this.pick(['-z', '-n'])} ${operand()}`],
        [4, () => `${number()} -${this.pick(['eq', 'ne', 'lt', 'le', 'gt', 'ge'])} ${number()}`],
        [2, () => `-${this.pick(['e', 'f', 'd', 's', 'r', 'x'])} ${this.pick(['f1', 'd', 'none', 'a1', '/', '""'])}`],
        [1, operand],
        [1, () => `! ${operand()}`],
      ])
    return this.choose([
      [6, () => `[ ${test()} ]`],
      [1, () => `test ${test()}`],
      [1, () => `[ ! ${this.pick(['-z', '-n'])} ${operand()} ]`],
      [1, () => `[ 1 -${this.pick(['eq', 'lt'])} ${number()} ${this.pick(['-a', '-o'])} ${number()} -gt 1 ]`],
      [2, () => this.pick(['true', 'false', ':', '(exit 3)'])],
      [
        this.language === 'ash' ? 1 : 0,
        () =>
          `[[ $${this.variable()} ${this.pick(['==', '=', '!='])} ${this.pick(['a*', '"a*"', '?b', '[ab]*', '*'])} ]]`,
      ],
      [this.language === 'ash' ? 1 : 0, () => `[[ ${test()} ${this.pick(['&&', '||'])} -n $${this.variable()} ]]`],
      [this.language === 'ash' ? 1 : 0, () => this.pick(['((n>2))', '((n=0))', 'let n+=1', 'let "n = 0"', '((m))'])],
      [1, () => `case $${this.variable()} in ${this.pattern(depth)}) true;; *) false;; esac`],
    ])
  }
}
