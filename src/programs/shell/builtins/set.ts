import type { Task } from '../../../engine/program-api/task.ts'
import { ownValue } from '../../../lib/own.ts'
import type { Shell, ShellOptions } from '../shell.ts'
import { ShellError } from '../unwind.ts'

const LETTERS: Readonly<Record<string, keyof ShellOptions | 'ignored'>> = {
  a: 'allexport',
  b: 'ignored',
  C: 'noclobber',
  e: 'errexit',
  f: 'noglob',
  h: 'ignored',
  m: 'ignored',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
  E: 'errtrace',
  T: 'ignored',
}

const IGNORED = new Set(['functrace', 'ignoreeof', 'monitor', 'notify', 'vi', 'emacs', 'posix', 'hashall'])

/** -e, +x, -eu …; undefined: no such option. */
export function setFlag(options: ShellOptions, flag: string): string | undefined {
  const on = flag.startsWith('-')
  for (const letter of flag.slice(1)) {
    const name = ownValue(LETTERS, letter)
    if (!name) return `-${letter}`
    if (name !== 'ignored') options[name] = on
  }
  return undefined
}

/** pipefail and the long names of the letters. */
export function setNamed(options: ShellOptions, name: string, on: boolean): boolean {
  if (IGNORED.has(name)) return true
  if (!Object.hasOwn(options, name)) return false
  options[name as keyof ShellOptions] = on
  return true
}

export function* set(shell: Shell, fields: readonly string[]): Task<number> {
  const args = fields.slice(1)
  if (args.length === 0) {
    for (const name of shell.variables.names()) {
      const value = shell.variables.find(name)
      if (value !== undefined) yield* shell.stdout.write(`${name}='${value.replace(/'/g, `'\\''`)}'\n`)
    }
    return 0
  }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string
    if (arg === '--' || arg === '-') {
      shell.positional = args.slice(at + 1)
      return 0
    }
    if (!/^[-+]./.test(arg)) {
      shell.positional = args.slice(at)
      return 0
    }
    // -o may stand at the end of a group: set -euo pipefail.
    const letters = arg.replace(/o/g, '')
    const wrong = letters.length > 1 ? setFlag(shell.options, letters) : undefined
    if (wrong) {
      yield* shell.complain(`illegal option ${wrong}`, 'set')
      throw new ShellError(undefined, 2)
    }
    if (!arg.includes('o')) continue
    const name = args[++at]
    if (name === undefined) {
      for (const [option, on] of Object.entries(shell.options)) {
        yield* shell.stdout.write(`${option.padEnd(16)}${on ? 'on' : 'off'}\n`)
      }
    } else if (
      (name === 'pipefail' && shell.dialect === 'dash') ||
      !setNamed(shell.options, name, arg.startsWith('-'))
    ) {
      const illegal = shell.dialect === 'dash' ? 'Illegal' : 'illegal'
      const message = shell.dialect === 'bash' ? `${name}: invalid option name` : `${illegal} option -o ${name}`
      yield* shell.complain(message, 'set')
      throw new ShellError(undefined, 2)
    }
  }
  return 0
}

export function* shift(shell: Shell, fields: readonly string[]): Task<number> {
  const count = Number(fields[1] ?? '1')
  if (!Number.isInteger(count) || count < 0) {
    yield* shell.complain(`Illegal number: ${fields[1]}`, 'shift')
    throw new ShellError(undefined, 2)
  }
  if (count > shell.positional.length) {
    if (shell.dialect !== 'dash') return 1
    yield* shell.complain(`can't shift that many`, 'shift')
    throw new ShellError(undefined, 2)
  }
  shell.positional = shell.positional.slice(count)
  return 0
}

const SHOPTS = `autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32
  compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob execfail expand_aliases
  extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar gnu_errfmt histappend histreedit
  histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset
  login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob patsub_replacement
  progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo`.split(/\s+/)

const ON_AT_FIRST = new Set(
  `checkwinsize cmdhist complete_fullquote extquote force_fignore globasciiranges globskipdots hostcomplete
  interactive_comments progcomp promptvars sourcepath patsub_replacement`.split(/\s+/),
)

/** bash's shopt. What is simulated: dotglob, expand_aliases, failglob, inherit_errexit, nocasematch, nullglob. */
export function* shopt(shell: Shell, fields: readonly string[]): Task<number> {
  const options = fields.slice(1).filter((field) => /^-[suqpo]+$/.test(field))
  const has = (letter: string): boolean => options.some((option) => option.includes(letter))
  const names = fields.slice(1).filter((field) => !options.includes(field))
  if (has('o')) return yield* set(shell, ['set', ...names.flatMap((name) => [has('u') ? '+o' : '-o', name])])
  let status = 0
  const isOn = (name: string): boolean =>
    shell.shopts.seen.has(name) || (ON_AT_FIRST.has(name) && !shell.shopts.seen.has(`-${name}`))
  for (const name of names) {
    if (!SHOPTS.includes(name)) {
      yield* shell.complain(`${name}: invalid shell option name`, 'shopt')
      status = 1
    } else if (has('s') || has('u')) {
      shell.shopts.own.delete(has('s') ? `-${name}` : name)
      shell.shopts.own.add(has('s') ? name : `-${name}`)
    } else {
      if (!isOn(name)) status = 1
      if (!has('q')) yield* shell.stdout.write(`${name.padEnd(15)}\t${isOn(name) ? 'on' : 'off'}\n`)
    }
  }
  if (names.length > 0) return status
  for (const name of SHOPTS) {
    if ((has('s') && !isOn(name)) || (has('u') && isOn(name))) continue
    yield* shell.stdout.write(`${name.padEnd(15)}\t${isOn(name) ? 'on' : 'off'}\n`)
  }
  return 0
}
