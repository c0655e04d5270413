import type { Child, Sys } from '../../engine/program-api/program.ts'
import type { Readable, Writable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { Effort } from '../effort.ts'
import { LIMITS } from '../limits.ts'
import { baseName } from '../tool.ts'
import type { Entry } from './array-assignment.ts'
import { type Dialect, prefix } from './dialect.ts'
import { Inherited } from './inherited.ts'
import { type CompoundCommand, type CompoundList, lineOf, type Redirected } from './parse.ts'
import { Traps } from './traps.ts'
import { ShellError } from './unwind.ts'
import { VariableTable } from './variables.ts'

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList
  readonly source: string
}

/** The options of `set`, by their letters; pipefail has none. */
export interface ShellOptions {
  errexit: boolean
  nounset: boolean
  xtrace: boolean
  noglob: boolean
  noexec: boolean
  verbose: boolean
  allexport: boolean
  noclobber: boolean
  pipefail: boolean
  /** set -E: functions and subshells have the ERR trap, too. */
  errtrace: boolean
}

/** What a file descriptor leads to. */
export interface Stream {
  readonly reader?: Readable
  readonly writer?: Writable
}

export interface Job {
  readonly number: number
  readonly child: Child
  readonly text: string
}

/** One shell process: everything that a running script can change. */
export class Shell {
  readonly sys: Sys
  readonly dialect: Dialect
  readonly effort: Effort
  readonly traps: Traps
  /** $0 */
  self: string
  /** How bash calls the text that it reads where it is no file: -c, eval. */
  textName: string | undefined
  /** The text that is running, for line numbers. */
  source: string
  readonly isFile: boolean
  positional: readonly string[]
  variables: VariableTable
  readonly functions: Inherited<Map<string, ShellFunction>>
  options: ShellOptions
  streams: ReadonlyMap<number, Stream>
  /** $$: a subshell keeps its parent's. */
  readonly shellPid: number
  status = 0
  /** $! */
  lastBackground: number | undefined
  jobs: Job[] = []
  umask = 0o022
  /** In a condition, where `set -e` does not act. */
  tested = 0
  loops = 0
  /** How many things of this script come after the running command: where none does, it is what the script is for. */
  following = 0
  depth: number
  /** What `depth` was when this process began. */
  readonly #outerDepth: number
  /** Where the running command stands in `source`. */
  position = 0
  /** The status of the last command substitution in the words of the running command. */
  substitutionStatus: number | undefined
  /** Whose name stands in messages: the built-in that runs, or the file that it reads. */
  speaker: string | undefined
  /** When it began: bash counts $SECONDS from there. */
  readonly startedAt: number
  /** The functions under way, and from which lines they were called. */
  calls: readonly { readonly name: string; readonly line: number }[] = []
  /** The action of an event is running: it does not cause itself. */
  inTrap = false
  /** PIPESTATUS */
  pipeStatus: readonly number[] = [0]
  /** What the running command was given as name=(…), by that text. */
  compounds = new Map<string, readonly Entry[]>()
  readonly aliases: Inherited<Map<string, string>>
  /** The alias that the running command comes from: not expanded again. */
  expandingAlias: string | undefined
  /** shopt -s */
  readonly shopts: Inherited<Set<string>>
  /** Pipes to >(…) that are to be closed, and files of <(…) to be removed, when the command ends. */
  readonly substitutions: Writable[] = []
  readonly substitutedFiles: string[] = []
  /** Positions of getopts inside one argument. */
  optionOffset = 1

  constructor(init: {
    readonly sys: Sys
    readonly dialect: Dialect
    readonly self: string
    readonly source: string
    readonly isFile: boolean
    readonly positional: readonly string[]
    readonly options: ShellOptions
    readonly from?: Shell
  }) {
    const { sys, from } = init
    this.sys = sys
    this.dialect = init.dialect
    this.effort = new Effort(sys)
    this.traps = new Traps(sys, from?.traps, init.dialect === 'bash', init.options.errtrace)
    this.self = init.self
    this.source = init.source
    this.isFile = init.isFile
    this.positional = init.positional
    this.options = { ...init.options }
    const exportsAll = (): boolean => this.options.allexport
    this.variables = from ? from.variables.copy(exportsAll) : new VariableTable(sys.env, exportsAll)
    this.functions = new Inherited(from?.functions, (functions) => new Map(functions))
    this.shellPid = from?.shellPid ?? sys.pid
    this.depth = (from?.depth ?? 0) + 1
    this.#outerDepth = this.depth
    this.startedAt = from?.startedAt ?? sys.now()
    this.aliases = new Inherited(from?.aliases, (aliases) => new Map(aliases))
    this.shopts = new Inherited(from?.shopts, (shopts) => new Set(shopts))
    const streams = new Map<number, Stream>(from?.streams)
    streams.set(0, { reader: sys.stdin })
    streams.set(1, { writer: sys.stdout })
    streams.set(2, { writer: sys.stderr })
    this.streams = streams
  }

  /** The same shell in a child process. */
  inChild(sys: Sys): Shell {
    const child = new Shell({
      sys,
      dialect: this.dialect,
      self: this.self,
      source: this.source,
      isFile: this.isFile,
      positional: this.positional,
      options: this.options,
      from: this,
    })
    child.status = this.status
    child.umask = this.umask
    child.lastBackground = this.lastBackground
    child.tested = this.tested
    child.loops = this.loops
    child.following = this.following
    child.speaker = this.speaker
    child.position = this.position
    child.calls = this.calls
    child.pipeStatus = this.pipeStatus
    return child
  }

  get stdin(): Readable {
    return this.streams.get(0)?.reader ?? this.sys.nullInput
  }

  get stdout(): Writable {
    return this.streams.get(1)?.writer ?? this.sys.nullOutput
  }

  get stderr(): Writable {
    return this.streams.get(2)?.writer ?? this.sys.nullOutput
  }

  /** What busybox calls itself where a command of its own complains, whatever the script's name is. */
  get applet(): string {
    return baseName(this.sys.argv[0] ?? 'sh').replace(/^-/, '')
  }

  get line(): number {
    return lineOf(this.source, this.position)
  }

  /** Says something on stderr, the way this shell does. */
  *complain(text: string, builtin: string | undefined = this.speaker): Task<void> {
    const place = { self: this.self, line: this.line, isFile: this.isFile }
    yield* this.stderr.write(`${prefix(this.dialect, place, builtin)}${inWordsOf(this.dialect, text)}\n`)
  }

  /** Counts that this process waits: to go on it has to find back into all that it is in the middle of. */
  waits(): void {
    this.sys.work('nesting', this.depth - this.#outerDepth)
  }

  enter(): void {
    this.depth++
    if (this.depth > LIMITS.depth) throw new ShellError('maximum nesting of functions and subshells reached', 2)
  }

  leave(): void {
    this.depth--
  }
}

/** What is found out in places that do not ask who is speaking. */
function inWordsOf(dialect: Dialect, text: string): string {
  return dialect === 'bash' ? text.replace(/: is read only$/, ': readonly variable') : text
}
