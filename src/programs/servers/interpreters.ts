import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { touchMemory } from '../memory.ts'
import { absolute, baseName } from '../tool.ts'
import { serveFiles } from './files-server.ts'
import { readScript } from './scripts/read-script.ts'
import { assumedRest, runScript } from './scripts/run-script.ts'
import type { LanguageName } from './scripts/step.ts'

interface Language {
  readonly version: string
  /** What it says, and its exit code, where the script is not there. */
  readonly missing: (file: string, path: string) => string
  readonly missingCode: number
  /** Options that take the program itself, or a module's name, in place of a file. */
  readonly inline?: RegExp
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  python: {
    version: 'Python 3.13.1',
    missing: (_file, path) => `python: can't open file '${path}': [Errno 2] No such file or directory`,
    missingCode: 2,
    inline: /^-[a-zA-Z]*[cm]$/,
  },
  node: {
    version: 'v22.12.0',
    missing: (_file, path) =>
      `node:internal/modules/cjs/loader:1228\n  throw err;\n  ^\n\nError: Cannot find module '${path}'`,
    missingCode: 1,
    inline: /^(-e|-p|--eval|--print)$/,
  },
  perl: {
    version: 'This is perl 5, version 40, subversion 0 (v5.40.0) built for x86_64-linux-gnu',
    missing: (file) => `Can't open perl script "${file}": No such file or directory`,
    missingCode: 2,
    inline: /^-[a-zA-Z]*e/,
  },
  ruby: {
    version: 'ruby 3.4.1 (2024-12-25 revision 48d4efcb85) +PRISM [x86_64-linux]',
    missing: (file) => `ruby: No such file or directory -- ${file} (LoadError)`,
    missingCode: 1,
    inline: /^-e$/,
  },
  php: {
    version: 'PHP 8.4.2 (cli)',
    missing: (file) => `Could not open input file: ${file}`,
    missingCode: 1,
    inline: /^-[ar]$/,
  },
  java: {
    version: 'openjdk 21.0.5 2024-10-15 LTS',
    missing: (file) =>
      /\.jar$/.test(file)
        ? `Error: Unable to access jarfile ${file}`
        : `Error: Could not find or load main class ${file}\nCaused by: java.lang.ClassNotFoundException: ${file}`,
    missingCode: 1,
  },
  Rscript: {
    version: 'Rscript (R) version 4.4.2 (2024-10-31)',
    missing: (file) => `Fatal error: cannot open file '${file}': No such file or directory`,
    missingCode: 2,
    inline: /^-e$/,
  },
  go: {
    version: 'go version go1.23.4 linux/amd64',
    missing: (file) => `no required module provides package ${file}; to add it:\n\tgo get ${file}`,
    missingCode: 1,
  },
}

/**
 * python3, node, java and their like. A script that can be read off is followed; what another does is not simulated,
 * which is said, and it is taken for what its manifest asks of it. `python -m http.server` and perl's digits of pi, the
 * example of every tutorial, are known.
 */
export const interpreter: Program = function* (sys) {
  const name = baseName(sys.argv[0] ?? '').replace(/[\d.]+$/, '')
  const language = ownValue(LANGUAGES, name) ?? (LANGUAGES.python as Language)
  const args = sys.argv.slice(1)
  // Nobody types anything: it reads the end of its input and is done.
  if (/^(-de0|-a)?$/.test(args.join(' '))) return 0
  if (/^(--?version|-V|-v|version)$/.test(args[0] as string)) {
    yield* sys.stdout.write(`${language.version}\n`)
    return 0
  }
  // python -m flask run
  const module = args[args.indexOf('-m') + 1] ?? ''
  if (name === 'python' && args.includes('-m') && /^(?:flask|gunicorn|uvicorn|pip)$/.test(module)) {
    const running = sys.exec([module, ...args.slice(args.indexOf('-m') + 2)])
    if (typeof running !== 'string') return yield* running
    yield* sys.stderr.write(`${sys.argv[0]}: No module named ${module}\n`)
    return 1
  }
  if (name === 'python' && args.includes('http.server')) return yield* pythonHttpServer(sys)
  const digits = name === 'perl' ? /bpi\((\d+)\)/.exec(args.join(' '))?.[1] : undefined
  if (digits !== undefined) return yield* digitsOfPi(sys, Math.min(Number(digits), 10_000))
  if (!args.some((arg) => language.inline?.test(arg))) {
    const file = args.find((arg) => !arg.startsWith('-') && !(name === 'go' && arg === 'run'))
    const path = absolute(sys.cwd, file ?? '')
    if (file !== undefined && typeof sys.files.stat(path) === 'string') {
      yield* sys.stderr.write(`${language.missing(file, path)}\n`)
      return language.missingCode
    }
  }
  yield* touchMemory(sys, 10 * 1024 * 1024)
  const source = sourceOf(sys, name, language, args)
  if (source === undefined) return yield* assumedRest(sys, name)
  return yield* runScript(sys, readScript(ownValue(SCRIPTS, name) ?? 'python', source), name)
}

const SCRIPTS: Readonly<Record<string, LanguageName>> = {
  python: 'python',
  node: 'node',
  perl: 'perl',
  ruby: 'ruby',
  php: 'php',
  Rscript: 'R',
  R: 'R',
}

/** The text of what it is to run, where that is there to be read. */
function sourceOf(sys: Sys, name: string, language: Language, args: readonly string[]): string | undefined {
  if (!Object.hasOwn(SCRIPTS, name)) return undefined
  const option = args.findIndex((arg) => language.inline?.test(arg))
  // -m names a module, which is none of ours; -p and --print show a value.
  if (option >= 0) return /m$|^(?:-p|--print)$/.test(args[option] as string) ? undefined : (args[option + 1] ?? '')
  const file = args.find((arg) => !arg.startsWith('-'))
  const content = file === undefined ? 'ENOENT' : sys.files.read(absolute(sys.cwd, file))
  return typeof content === 'string' ? undefined : content.text.replace(/^<\?php/, '').replace(/^#!.*/, '')
}

function* pythonHttpServer(sys: Sys): Task<number> {
  const args = sys.argv
  const port = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 8000)
  const at = args.findIndex((arg) => arg === '--directory' || arg === '-d')
  const root = absolute(sys.cwd, at < 0 ? '.' : (args[at + 1] ?? '.'))
  const listener = sys.listen(port, { kind: 'http', handle: serveFiles(sys, root) })
  if (typeof listener === 'string') {
    yield* sys.stderr.write('OSError: [Errno 98] Address already in use\n')
    return 1
  }
  yield* sys.stdout.write(`Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`)
  for (;;) yield* sys.pause()
}

/** 2000 digits take perl's bignum some seconds; about that is assumed, and that the time grows with the square. */
function* digitsOfPi(sys: Sys, digits: number): Task<number> {
  yield* sys.compute(Math.round(4000 * (digits / 2000) ** 2))
  // Machin's formula, with some digits more than are shown.
  const one = 10n ** BigInt(digits + 10)
  const arctan = (x: bigint): bigint => {
    let sum = 0n
    for (let term = one / x, n = 1n, sign = 1n; term > 0n; term /= x * x, n += 2n, sign = -sign)
      sum += (sign * term) / n
    return sum
  }
  const text = String(4n * (4n * arctan(5n) - arctan(239n)))
  yield* sys.stdout.write(`3.${text.slice(1, digits)}\n`)
  return 0
}
