import type { PortProtocol } from './described-program.ts'

/**
 * What a probe's or hook's command asks of the program beside it, as far as it can be read without running it: the
 * ports that it calls on its own machine, the files that it looks for, the process that it looks for.
 */

const SHELLS = new Set(['sh', 'ash', 'dash', 'bash', 'zsh'])

/** What a shell is told to run; undefined: the command is no shell with a script. */
export function scriptOf(command: readonly string[]): string | undefined {
  const name = (command[0] ?? '').replace(/^.*\//, '')
  const at = SHELLS.has(name) ? command.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word)) : -1
  return at < 0 ? undefined : command[at + 1]
}

function textOf(command: readonly string[]): string {
  return scriptOf(command) ?? command.join(' ')
}

const SELF = String.raw`(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|\$\(?\{?(?:POD_IP|HOSTNAME)\}?\)?)`
const URLS = new RegExp(String.raw`(https?)://${SELF}(?::(\d{1,5}))?(?![\w.-])`, 'g')
const ADDRESSES = new RegExp(String.raw`(?<!://)${SELF}(?::|\s{1,8}|/)(\d{1,5})(?!\w)`, 'g')
const UNIX_SOCKETS = /--unix-socket\b/
const GRPC_ADDRESSES = /-addr[= ][^\s:]{0,64}:(\d{1,5})(?!\w)/g

export function portsInCommand(
  command: readonly string[],
): { readonly port: number; readonly protocol: PortProtocol }[] {
  if (command.length === 0) return []
  const text = textOf(command)
  if (UNIX_SOCKETS.test(text)) return []
  const asked: { port: number; protocol: PortProtocol }[] = []
  for (const [, scheme, port] of text.matchAll(URLS)) {
    const https = scheme === 'https'
    asked.push({ port: Number(port ?? (https ? 443 : 80)), protocol: https ? 'https' : 'http' })
  }
  if (text.includes('grpc_health_probe') || text.includes('grpc-health-probe')) {
    for (const [, port] of text.matchAll(GRPC_ADDRESSES)) asked.push({ port: Number(port), protocol: 'grpc' })
    return asked
  }
  const protocol = /\b(?:curl|wget)\b/.test(text) ? 'http' : 'tcp'
  for (const [, port] of text.matchAll(ADDRESSES)) asked.push({ port: Number(port), protocol })
  return asked
}

/** The words of each simple command in a script. No shell: quotes are left out, and words are told apart by blanks. */
export function commandsIn(script: string): string[][] {
  return script.split(/[;&|()`\n]+/).map((part) =>
    part
      .replace(/>+/g, ' > ')
      .split(/[\s'"]+/)
      .filter((word) => word !== '' && !KEYWORDS.has(word)),
  )
}

const KEYWORDS = new Set([
  '!',
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'exec',
  '{',
  '}',
  '[[',
  ']]',
  ']',
])
const LOOKERS = new Set(['cat', 'test', '[', 'stat', 'ls', 'head', 'tail', 'grep', 'wc', 'find'])
const MAKERS = new Set(['touch', 'tee', 'cp', 'mv', 'mkdir', 'ln', 'install', 'mkfifo'])

/** Makers of their last operand out of the others. */
const COPIERS = new Set(['cp', 'mv', 'ln', 'install'])

/** Files that a command looks for. Those of the system are there in any case. */
export function filesInCommand(command: readonly string[]): string[] {
  return commandsIn(
    textOf(command)
      .replaceAll('[[', ' test ')
      .replace(/(^|\s)\[\s/g, '$1test '),
  )
    .flatMap((words) =>
      LOOKERS.has((words[0] ?? '').replace(/^.*\//, ''))
        ? words.slice(1)
        : words.filter((_, index) => words[index - 1] === '--unix-socket'),
    )
    .filter((word) => /^\/[\w.@+/-]+$/.test(word) && !isOfTheSystem(word))
}

/** Below the directories that every image has. */
function isOfTheSystem(path: string): boolean {
  return /^\/(?:proc|sys|dev|bin|sbin|usr\/s?bin|lib)(?:\/|$)/.test(path)
}

/** Whether a script makes a file. */
export function makesFile(script: string, path: string): boolean {
  return commandsIn(script).some((words) => {
    const at = words.lastIndexOf(path)
    const maker = (words[0] ?? '').replace(/^.*\//, '')
    if (at <= 0) return false
    return words[at - 1] === '>' || (MAKERS.has(maker) && (!COPIERS.has(maker) || at === words.length - 1))
  })
}

/** The process that a command looks for by its name. */
export function processInCommand(command: readonly string[]): string | undefined {
  for (const [name, ...rest] of commandsIn(textOf(command))) {
    if (name !== 'pgrep' && name !== 'pidof') continue
    const wanted = rest.find((word) => !word.startsWith('-') && word !== '>' && !word.startsWith('/dev/'))
    if (wanted !== undefined && /^[\w./-]+$/.test(wanted)) return wanted
  }
  return undefined
}
