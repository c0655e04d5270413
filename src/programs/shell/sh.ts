import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { absolute, baseName } from '../tool.ts'
import { setFlag, setNamed } from './builtins/set.ts'
import { parseIn, runText, runToEnd } from './child.ts'
import { type Dialect, notFound, prefix } from './dialect.ts'
import { parse, type Statement } from './parse.ts'
import { Shell, type ShellOptions } from './shell.ts'

/** sh as a program: `sh -c text`, `sh file`, and text from stdin. */
export function shellProgram(standard: Dialect): Program {
  return function* (sys) {
    const name = baseName(sys.argv[0] ?? 'sh').replace(/^-/, '')
    const dialect: Dialect = name === 'bash' ? 'bash' : standard
    const started = readArguments(sys, dialect)
    if (typeof started === 'string') {
      yield* sys.stderr.write(`${started}\n`)
      return 2
    }
    const script = yield* openScript(sys, dialect, started)
    if (typeof script === 'number') return script
    const shell = new Shell({
      sys,
      dialect,
      self: started.self,
      source: script?.text ?? '',
      isFile: started.file !== undefined,
      positional: started.positional,
      options: started.options,
    })
    prepareVariables(shell)
    if (started.options.noexec) return 0
    if (started.command !== undefined) shell.textName = '-c'
    if (script) {
      const { text } = script
      return yield* runToEnd(shell, () =>
        runText(shell, text, started.command !== undefined && mayBecomeLast(dialect, text)),
      )
    }
    if (sys.terminal) yield* becomeInteractive(sys, name)
    return yield* runToEnd(shell, () => readStandardInput(shell))
  }
}

interface Started {
  readonly options: ShellOptions
  readonly self: string
  readonly command: string | undefined
  readonly file: string | undefined
  readonly positional: readonly string[]
}

const LONG_OPTIONS = new Set(['--login', '--norc', '--noprofile', '--posix', '--noediting', '--restricted'])

function readArguments(sys: Sys, dialect: Dialect): Started | string {
  const options: ShellOptions = {
    errexit: false,
    nounset: false,
    xtrace: false,
    noglob: false,
    noexec: false,
    verbose: false,
    allexport: false,
    noclobber: false,
    pipefail: false,
    errtrace: false,
  }
  const self = sys.argv[0] ?? 'sh'
  let command = false
  let stdin = false
  let at = 1
  for (; at < sys.argv.length; at++) {
    const arg = sys.argv[at] as string
    if (arg === '--' || arg === '-') {
      at++
      break
    }
    if (LONG_OPTIONS.has(arg)) continue
    if (!/^[-+]./.test(arg)) break
    const letters = arg.slice(1).replace(/[csilorB]/g, '')
    if (arg.startsWith('-') && arg.includes('c')) command = true
    if (arg.includes('s')) stdin = true
    const wrong = letters === '' ? undefined : setFlag(options, `${arg[0]}${letters}`)
    if (wrong) return dialect === 'bash' ? `${self}: ${wrong}: invalid option` : `${self}: illegal option ${wrong}`
    if (arg.includes('o')) {
      const name = sys.argv[++at] ?? ''
      if (!setNamed(options, name, arg.startsWith('-'))) return `${self}: illegal option -o ${name}`
    }
  }
  const rest = sys.argv.slice(at)
  if (command) {
    const [text, zero, ...positional] = rest
    if (text === undefined) return `${self}: -c requires an argument`
    return { options, self: zero ?? self, command: text, file: undefined, positional }
  }
  if (stdin || rest.length === 0) return { options, self, command: undefined, file: undefined, positional: rest }
  const [file = '', ...positional] = rest
  return { options, self: file, command: undefined, file, positional }
}

/** The script's text; undefined: it comes from stdin; a number: the exit code where it cannot be read. */
function* openScript(
  sys: Sys,
  dialect: Dialect,
  started: Started,
): Task<{ readonly text: string } | undefined | number> {
  if (started.command !== undefined) return { text: started.command }
  if (started.file === undefined) return undefined
  const content = sys.files.read(absolute(sys.cwd, started.file))
  if (typeof content !== 'string') return content
  const self = sys.argv[0] ?? 'sh'
  const reason = content === 'ENOENT' ? 'No such file or directory' : 'Permission denied'
  const message =
    dialect === 'ash'
      ? `${self}: can't open '${started.file}': ${reason}`
      : dialect === 'dash'
        ? `${prefix(dialect, { self, line: 0, isFile: false })}cannot open ${started.file}: ${content === 'ENOENT' ? 'No such file' : reason}`
        : `${self}: ${started.file}: ${reason}`
  yield* sys.stderr.write(`${message}\n`)
  void notFound
  return content === 'ENOENT' ? (dialect === 'dash' ? 2 : 127) : 126
}

function prepareVariables(shell: Shell): void {
  const { variables, sys, dialect } = shell
  variables.set('PWD', sys.cwd)
  variables.set('PPID', String(sys.parentPid))
  if (dialect !== 'dash') {
    const level = Number(variables.find('SHLVL') ?? '0')
    variables.set('SHLVL', String((Number.isFinite(level) ? level : 0) + 1))
    variables.mark('SHLVL', 'exported')
  }
  variables.mark('PWD', 'exported')
  if (variables.find('PATH') === undefined)
    variables.set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
  variables.set('OPTIND', '1')
  if (variables.find('PS4') === undefined) variables.set('PS4', '+ ')
  // bash does not take IFS from the environment, nor do the others.
  variables.set('IFS', ' \t\n')
}

/**
 * Does a shell called with -c turn into its last command? busybox' ash does, whatever comes before it; bash does where
 * the last command is a simple one without redirections, alone or at the end of a list; Debian's dash does not.
 */
function mayBecomeLast(dialect: Dialect, text: string): boolean {
  if (dialect !== 'bash') return dialect === 'ash'
  const last: Statement | undefined = parse(text, dialect).statements.at(-1)
  if (!last || last.background) return false
  const node = last.command.type === 'AndOr' ? last.command.commands.at(-1) : last.command
  return node?.type === 'Command' && node.redirects.length === 0
}

/** With a terminal before it a shell asks for commands, and leaves the signals that would end it unheard. */
function* becomeInteractive(sys: Sys, name: string): Task<void> {
  for (const signal of ['SIGTERM', 'SIGQUIT'] as const) sys.on(signal, 'ignore')
  yield* sys.stdout.write(
    name === 'bash' ? `${sys.uid === 0 ? 'root' : 'I have no name!'}@${sys.hostname}:${sys.cwd}# ` : `${sys.cwd} # `,
  )
}

/** Line by line, so that what the script starts can read the rest. */
function* readStandardInput(shell: Shell): Task<number> {
  let text = ''
  let status = 0
  for (;;) {
    const line = yield* shell.stdin.readLine()
    if (line === undefined) return text === '' ? status : yield* runText(shell, text)
    text += `${line}\n`
    if (text.trim() === '' || parseIn(shell, text).error?.unfinished) continue
    shell.source = text
    status = yield* runText(shell, text)
    text = ''
  }
}
