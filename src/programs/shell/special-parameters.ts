import { unixSeconds } from '../calendar.ts'
import type { Shell } from './shell.ts'

/** The value of a parameter; undefined where it is not set. Not for $@ and $*. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status)
    case '$':
      return String(shell.shellPid)
    case '!':
      return shell.lastBackground === undefined ? '' : String(shell.lastBackground)
    case '#':
      return String(shell.positional.length)
    case '0':
      return shell.self
    case '-':
      return flagsOf(shell)
    case 'LINENO':
      return String(shell.line)
    case 'RANDOM':
      return shell.dialect === 'dash' ? shell.variables.find(name) : String(shell.sys.random('RANDOM').integer(32768))
    default:
      if (/^\d+$/.test(name)) return shell.positional[Number(name) - 1]
      return (shell.dialect === 'bash' ? bashVariable(shell, name) : undefined) ?? shell.variables.find(name)
  }
}

function flagsOf(shell: Shell): string {
  const { errexit, nounset, xtrace, noglob } = shell.options
  return `${errexit ? 'e' : ''}${noglob ? 'f' : ''}${nounset ? 'u' : ''}${xtrace ? 'x' : ''}`
}

const VERSION = '5.2.37(1)-release'

/** What bash itself knows. */
function bashVariable(shell: Shell, name: string): string | undefined {
  const { sys } = shell
  switch (name) {
    case 'SECONDS':
      return String(Math.floor((sys.now() - shell.startedAt) / 1000))
    case 'EPOCHSECONDS':
      return String(Math.floor(unixSeconds(sys.now())))
    case 'EPOCHREALTIME':
      return `${Math.floor(unixSeconds(sys.now()))}.${String(sys.now() % 1000).padStart(3, '0')}000`
    case 'SRANDOM':
      return String(sys.random('RANDOM').integer(2 ** 31))
    case 'BASHPID':
      return String(sys.pid)
    case 'UID':
    case 'EUID':
      return String(sys.uid)
    case 'BASH_VERSION':
      return shell.variables.find(name) ?? VERSION
    case 'BASH_SUBSHELL':
      return sys.pid === shell.shellPid ? '0' : '1'
    case 'OSTYPE':
      return shell.variables.find(name) ?? 'linux-gnu'
    case 'HOSTTYPE':
      return shell.variables.find(name) ?? 'x86_64'
    case 'MACHTYPE':
      return shell.variables.find(name) ?? 'x86_64-pc-linux-gnu'
    case 'FUNCNAME':
    case 'BASH_SOURCE':
    case 'BASH_LINENO':
    case 'PIPESTATUS':
    case 'BASH_VERSINFO':
    case 'GROUPS':
      return specialElements(shell, name)?.get('0')
    default:
      return undefined
  }
}

/** bash's own arrays. */
function specialElements(shell: Shell, name: string): ReadonlyMap<string, string> | undefined {
  const list = (values: readonly (string | number)[]): Map<string, string> =>
    new Map(values.map((value, index) => [String(index), String(value)]))
  const file = shell.isFile ? shell.self : undefined
  switch (name) {
    case 'FUNCNAME':
      return list(
        shell.calls.length > 0 ? [...shell.calls.map((call) => call.name).reverse(), ...(file ? ['main'] : [])] : [],
      )
    case 'BASH_LINENO':
      return list([...shell.calls.map((call) => call.line).reverse(), ...(file ? [0] : [])])
    case 'BASH_SOURCE':
      return list([...shell.calls.map(() => file ?? 'environment'), ...(file ? [file] : [])])
    case 'PIPESTATUS':
      return list(shell.pipeStatus)
    case 'BASH_VERSINFO':
      return list([5, 2, 37, 1, 'release', 'x86_64-pc-linux-gnu'])
    case 'GROUPS':
      return list(shell.sys.groups)
    default:
      return undefined
  }
}

/** The elements of an array; of another variable, its one value. */
export function elementsOf(shell: Shell, name: string): ReadonlyMap<string, string> {
  const special = shell.dialect === 'bash' ? specialElements(shell, name) : undefined
  if (special) return special
  const elements = shell.variables.elements(name)
  if (elements) return elements
  const value = parameterValue(shell, name)
  return value === undefined ? new Map() : new Map([['0', value]])
}
