import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Signal } from '../../../engine/program-api/signal.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { ownValue } from '../../../lib/own.ts'
import { errorNumber, errorText } from '../../tool.ts'
import { buildConfig } from './build-config.ts'
import type { Config } from './config.ts'
import { ConfigProblem } from './directive.ts'
import { Logs } from './logs.ts'
import { emergency, Master } from './master.ts'
import { type Loaded, loadConfig } from './read-config.ts'
import { standardSettings } from './settings.ts'
import { signatureOf } from './version.ts'

const SIGNAL_NUMBERS: Readonly<Record<string, Signal>> = {
  stop: 'SIGTERM',
  quit: 'SIGQUIT',
  reload: 'SIGHUP',
  reopen: 'SIGUSR1',
}

interface CommandLine {
  config: string
  prefix: string
  globals: string
  test: boolean
  dump: boolean
  quiet: boolean
  version: boolean
  signal?: string
  help: boolean
}

const USAGE = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]
`

/** The command: starts a master, tells one that runs, or looks through the configuration. */
export const nginx: Program = function* (sys) {
  const line = readCommandLine(sys.argv.slice(1))
  if (typeof line === 'string') {
    yield* sys.stderr.write(`nginx: ${line}\n`)
    return 1
  }
  if (line.version || line.help) {
    yield* sys.stderr.write(`nginx version: ${signatureOf(sys)}\n${line.help ? USAGE : ''}`)
    return 0
  }
  let loaded: Loaded | undefined
  const load = (): Config => {
    loaded = loadConfig({ files: sys.files, prefix: line.prefix }, line.config, line.globals)
    return buildConfig(sys, loaded.directives, line.prefix)
  }
  const logs = new Logs(sys)
  const early = { errorLogs: standardSettings(line.prefix).errorLogs }
  const unwritable = logs.open(early.errorLogs[0]?.path ?? '')
  if (unwritable !== undefined) yield* sys.stderr.write(`nginx: [alert] could not open error log file: ${unwritable}\n`)
  let config: Config
  try {
    config = load()
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    yield* emergency(sys, logs, early, error.message)
    if (line.test) yield* sys.stderr.write(`nginx: configuration file ${line.config} test failed\n`)
    return 1
  }
  for (const warning of config.warnings) {
    logs.error(
      early.errorLogs.map(({ path }) => ({ path, level: 4 })),
      'warn',
      sys.pid,
      warning,
    )
    yield* sys.stderr.write(`nginx: [warn] ${warning}\n`)
  }
  if (line.signal !== undefined) return yield* sendSignal(sys, line.signal, config, logs)
  if (line.test && !line.quiet) {
    yield* sys.stderr.write(`nginx: the configuration file ${line.config} syntax is ok\n`)
  }
  const cannot = makeDirectories(sys, config) ?? logs.openAll(config)
  if (cannot !== undefined) {
    yield* emergency(sys, logs, early, cannot)
    if (line.test) yield* sys.stderr.write(`nginx: configuration file ${line.config} test failed\n`)
    return 1
  }
  if (line.test) {
    if (!line.quiet) yield* sys.stderr.write(`nginx: configuration file ${line.config} test is successful\n`)
    for (const [path, text] of line.dump ? (loaded?.files ?? []) : []) {
      yield* sys.stdout.write(`# configuration file ${path}:\n${text}\n`)
    }
    return 0
  }
  for (const what of config.notSimulated) yield* sys.stderr.write(`nginx: not simulated: ${what}\n`)
  if (!config.daemon) return yield* new Master(sys, config, logs, load).run()
  // It puts itself into the background; in a container the first process has ended then, and all is over.
  sys.fork((child) => new Master(child, config, new Logs(child), load).run(), { background: true })
  return 0
}

function readCommandLine(args: readonly string[]): CommandLine | string {
  const line: CommandLine = {
    config: '/etc/nginx/nginx.conf',
    prefix: '/etc/nginx',
    globals: '',
    test: false,
    dump: false,
    quiet: false,
    version: false,
    help: false,
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (!arg.startsWith('-') || arg === '-') return `invalid option: "${arg}"`
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] as string
      const rest = arg.slice(at + 1)
      const value = (): string | undefined => (rest === '' ? args[++i] : rest)
      if ('tTqvVh?'.includes(letter)) {
        if (letter === 't' || letter === 'T') line.test = true
        if (letter === 'T') line.dump = true
        if (letter === 'q') line.quiet = true
        if (letter === 'v' || letter === 'V') line.version = true
        if (letter === 'h' || letter === '?') line.help = true
        continue
      }
      if (!'csgpe'.includes(letter)) return `invalid option: "${arg}"`
      const text = value()
      if (text === undefined) return `option "-${letter}" requires ${ownValue(WANTS, letter) ?? 'parameter'}`
      if (letter === 's' && !Object.hasOwn(SIGNAL_NUMBERS, text)) return `invalid option: "-s ${text}"`
      if (letter === 's') line.signal = text
      if (letter === 'g') line.globals = text
      if (letter === 'p') line.prefix = text.replace(/\/$/, '')
      if (letter === 'c') line.config = text.startsWith('/') ? text : `${line.prefix}/${text}`
      break
    }
  }
  return line
}

const WANTS: Readonly<Record<string, string>> = { c: 'file name', e: 'file name', p: 'directory name' }

/** nginx makes its directories as it starts: with a read-only root or another user that is where it fails. */
// nginx: core/ngx_file.c ngx_create_paths (1.27)
function makeDirectories(sys: Sys, config: Config): string | undefined {
  for (const path of config.tempPaths) {
    const error = sys.files.makeDirectory(path)
    if (error && error !== 'EEXIST') return `mkdir() "${path}" failed (${errorNumber(error)}: ${errorText(error)})`
    // As root it gives them to its workers' user.
    if (sys.uid !== 0 || config.user.uid === 0) continue
    const stat = sys.files.stat(path)
    if (typeof stat !== 'string' && stat.uid === config.user.uid) continue
    if (sys.hasCapability('CHOWN')) {
      sys.files.chown(path, config.user.uid, undefined)
      continue
    }
    return `chown("${path}", ${config.user.uid}) failed (1: Operation not permitted)`
  }
  return undefined
}

function* sendSignal(sys: Sys, name: string, { pid }: Config, logs: Logs): Task<number> {
  const signal = ownValue(SIGNAL_NUMBERS, name) as Signal
  const file = sys.files.read(pid)
  if (typeof file === 'string') {
    yield* sys.stderr.write(`nginx: [error] open() "${pid}" failed (${errorNumber(file)}: ${errorText(file)})\n`)
    return 1
  }
  const number = file.text.trim()
  if (!/^[1-9]\d*$/.test(number)) {
    yield* sys.stderr.write(`nginx: [error] invalid PID number "${number}" in "${pid}"\n`)
    return 1
  }
  logs.error([{ path: '/var/log/nginx/error.log', level: 5 }], 'notice', sys.pid, 'signal process started')
  if (sys.kill(Number(number), signal)) return 0
  yield* sys.stderr.write(
    `nginx: [alert] kill(${number}, ${ownValue(SIGNAL_NUMBER, name)}) failed (3: No such process)\n`,
  )
  return 1
}

const SIGNAL_NUMBER: Readonly<Record<string, number>> = { stop: 15, quit: 3, reload: 1, reopen: 10 }
