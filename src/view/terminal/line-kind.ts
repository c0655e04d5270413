import { type ShellWords, shellLine } from '../../kubectl/command-line/words.ts'
import { type Ready, readCommandLine } from '../../kubectl/run-kubectl.ts'
import { editsFiles, PURE_TOOLS, readsFiles, TIMED } from './pure-tools.ts'

/**
 * What typing a line comes to. `reads`: it only looks at the cluster as it is, and is answered from the trace. `watches`:
 * it changes nothing, but takes time, or reads files of the workstation. `acts`: it may change something, and becomes
 * a step of the text.
 */
export type LineKind = 'empty' | 'reads' | 'watches' | 'acts'

export interface LineFacts {
  readonly kind: LineKind
  /** The shell waits for the rest of it. */
  readonly unfinished: boolean
  /** Afterwards the workstation may have other files, and so kubectl another context: reading needs a run. */
  readonly touchesFiles: boolean
  /** What it could change is in the cluster alone: a run of it shows whether it has. */
  readonly onlyCluster: boolean
  /** It only sets variables, and which. */
  readonly sets: readonly string[]
  /** Somebody would type into a container: the command that says so. */
  readonly interactive: string | undefined
}

const ORDER: readonly LineKind[] = ['empty', 'reads', 'watches', 'acts']

/** The one place that decides which lines only read. */
export function lineFacts(line: string): LineFacts {
  const { commands, mistake, unfinished } = shellLine(line)
  const kinds = commands.map(kindOf)
  // What no shell understands is answered by the shell, which nothing happens by.
  const kind = mistake === undefined ? highest(kinds) : 'reads'
  const alone = commands.every(({ words, substituted }) => substituted || words.length === 0 || words[0] === 'export')
  return {
    kind,
    unfinished,
    touchesFiles: commands.some(touchesFiles),
    onlyCluster: commands.every(({ words: [program, ...args] }) => actsOnlyInCluster(program, args)),
    sets: alone && kind !== 'acts' ? commands.flatMap(({ assigns, substituted }) => (substituted ? [] : assigns)) : [],
    interactive: commands.map(interactiveCommand).find((each) => each !== undefined),
  }
}

function highest(kinds: readonly LineKind[]): LineKind {
  return kinds.reduce<LineKind>((most, kind) => (ORDER.indexOf(kind) > ORDER.indexOf(most) ? kind : most), 'empty')
}

function kindOf(command: ShellWords): LineKind {
  const { words, reads, writes } = command
  if (writes.some(isFile)) return 'acts'
  const kind = words.length === 0 ? 'reads' : programKind(words)
  return reads.some(isFile) && kind === 'reads' ? 'watches' : kind
}

const isFile = (path: string | undefined): boolean => path !== '/dev/null'

function programKind([program, ...args]: ShellWords['words']): LineKind {
  if (program === undefined) return 'acts'
  if (isKubectl(program)) return kubectlKind(args)
  if (program === 'watch') return highest(['watches', ...shellLine(watched(args)).commands.map(kindOf)])
  if (program === 'export' || program === ':') return 'reads'
  if (TIMED.has(program)) return 'watches'
  const tool = PURE_TOOLS.get(program)
  if (!tool || editsFiles(program, args)) return 'acts'
  return readsFiles(tool, args) ? 'watches' : 'reads'
}

export const isKubectl = (program: string | undefined): boolean => program === 'kubectl' || program === 'k'

/** What it runs again and again: all behind its own options. */
function watched(args: ShellWords['words']): string {
  let from = 0
  while (args[from]?.startsWith('-')) from += /^(?:-n|--interval)$/.test(args[from] ?? '') ? 2 : 1
  return args
    .slice(from)
    .map((word) => word ?? 'x')
    .join(' ')
}

/** Its commands that only ever read, unless they are told to go on. */
const READING = new Set([
  ...['get', 'describe', 'logs', 'events', 'explain', 'version', 'cluster-info'],
  ...['api-resources', 'api-versions', 'rollout history', 'auth can-i', 'auth whoami', 'options'],
  ...['config view', 'config get-contexts', 'config get-clusters', 'config get-users', 'config current-context'],
])
/** They change nothing, and take their time, read files, or ask for what no trace has. */
const WATCHING = new Set(['wait', 'rollout status', 'diff', 'top pod', 'top node'])
const GOES_ON = ['watch', 'watch-only', 'follow']
const FROM_FILES = ['filename', 'kustomize']

function kubectlKind(args: ShellWords['words']): LineKind {
  const ready = readyOf(args)
  // What kubectl refuses, and its help, nobody needs a cluster for.
  if (!ready) return 'reads'
  const { given, path } = ready
  const command = path.replace(/^kubectl /, '')
  if (WATCHING.has(command)) return 'watches'
  if (command === 'exec' && looksInside(given.args.slice(given.dash ?? 1))) return 'watches'
  const dry = given.has('dry-run') && !/^(?:none|false)$/.test(given.text('dry-run'))
  if (!READING.has(command)) return dry ? 'watches' : 'acts'
  if (GOES_ON.some((flag) => given.bool(flag))) return 'watches'
  const ofFile = given.has('output') && given.text('output').includes('-file')
  return ofFile || FROM_FILES.some((flag) => given.has(flag)) ? 'watches' : 'reads'
}

/** Programs that leave a container as it is, whatever they are told. */
const LOOKING = new Set([
  ...['ls', 'env', 'printenv', 'ps', 'id', 'whoami', 'groups', 'hostname', 'df', 'du', 'free', 'uptime', 'uname'],
  ...[
    'stat',
    'readlink',
    'realpath',
    'pwd',
    'test',
    '[',
    'nproc',
    'which',
    'netstat',
    'ss',
    'getent',
    'md5sum',
    'date',
  ],
])

/** A command in a container that only looks. */
function looksInside(words: readonly string[]): boolean {
  const [program = '', flag, script] = words
  if (/^(?:.*\/)?(?:sh|ash|bash|dash)$/.test(program)) {
    if (flag !== '-c' || script === undefined) return false
    return shellLine(script).commands.every((each) => !each.writes.some(isFile) && looks(each.words))
  }
  return looks(words)
}

function looks([path, ...args]: ShellWords['words']): boolean {
  if (path === undefined) return false
  const program = path.replace(/^.*\//, '')
  return LOOKING.has(program) || (PURE_TOOLS.has(program) && !editsFiles(program, args))
}

/** A word that is known only when the line runs stands for some name. */
function readyOf(args: ShellWords['words']): Ready | undefined {
  const read = readCommandLine(args.map((word) => word ?? 'x'))
  return 'given' in read ? read : undefined
}

function touchesFiles({ words: [program, ...args], writes }: ShellWords): boolean {
  if (writes.some(isFile)) return true
  if (program === undefined) return false
  if (editsFiles(program, args)) return true
  if (!isKubectl(program)) return !PURE_TOOLS.has(program) && !TIMED.has(program) && !HARMLESS.has(program)
  const path = readyOf(args)?.path ?? ''
  return path.startsWith('kubectl config ') || path === 'kubectl cp'
}

/** Not into a container, and not on the workstation. */
function actsOnlyInCluster(program: string | undefined, args: ShellWords['words']): boolean {
  if (program === undefined || !isKubectl(program)) return program === undefined || PURE_TOOLS.has(program)
  return !/^kubectl (?:exec|attach|cp|debug|run|config)/.test(readyOf(args)?.path ?? '')
}

/** They reach for the cluster, and for nothing on the workstation. */
const HARMLESS = new Set(['watch', 'curl', 'ping', 'nslookup', 'dig', 'host', 'nc', 'export', ':', 'timeout', 'xargs'])

/** `kubectl exec -it web -- sh`: what goes on then is a conversation. */
function interactiveCommand({ words: [program, ...args] }: ShellWords): string | undefined {
  if (!isKubectl(program)) return undefined
  const ready = readyOf(args)
  if (!ready?.given.bool('stdin') || !ready.given.bool('tty')) return undefined
  const { given, path } = ready
  const command = given.args.slice(given.dash ?? 1)
  if (path === 'kubectl attach') return path
  const isShell = /^(?:.*\/)?(?:sh|ash|bash|dash|zsh)$/.test(command[0] ?? '') && command.length === 1
  if (path === 'kubectl exec') return isShell ? `${path} -it` : undefined
  if (path !== 'kubectl run' && path !== 'kubectl debug') return undefined
  return given.dash === undefined || isShell ? `${path} -it` : undefined
}
