import type { Command } from '../../kubectl/command-line/command.ts'
import { findCommand, flagsOf } from '../../kubectl/command-line/find-command.ts'
import { parseFlags } from '../../kubectl/command-line/flag-set.ts'
import { findKind } from '../../kubectl/command-line/resource-arguments.ts'
import { KUBECTL } from '../../kubectl/commands/commands.ts'
import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { objectsAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'
import { TraceReader } from '../reader/trace-reader.ts'
import { isKubectl } from './line-kind.ts'
import { PURE_TOOLS } from './pure-tools.ts'

export interface Completed {
  /** The line up to the caret, as far as all that is possible agrees. */
  readonly text: string
  /** What the last word could be, where that is not decided. */
  readonly choices: readonly string[]
}

const MOST_CHOICES = 200

/** What Tab makes of a line up to its caret, at an instant of the run. */
export function completed(before: string, trace: Trace | undefined, at: Time): Completed {
  const command = before.split(/\||;|&&|\$\(|`/).at(-1) ?? ''
  const words = command.trimStart().split(/\s+/)
  const word = words.at(-1) ?? ''
  const possible = candidates(words.slice(0, -1), word, trace, at)
  const choices = [...new Set(possible.filter((each) => each.startsWith(word)))].sort()
  const [only] = choices
  if (only === undefined) return { text: before, choices: [] }
  const start = before.slice(0, before.length - word.length)
  if (choices.length === 1) return { text: `${start}${only}${/[/=]$/.test(only) ? '' : ' '}`, choices: [] }
  return { text: start + commonStart(choices), choices: choices.slice(0, MOST_CHOICES) }
}

function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words
  let length = first.length
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}

const PROGRAMS = ['kubectl', 'k', 'watch', 'sleep', 'curl', 'clear', 'exit', 'history', ...PURE_TOOLS.keys()]
const FORMATS = ['json', 'yaml', 'wide', 'name', 'jsonpath=', 'custom-columns=', 'go-template=', 'jsonpath-as-json=']

function candidates(words: readonly string[], word: string, trace: Trace | undefined, at: Time): readonly string[] {
  const [program, ...args] = words
  if (program === undefined) return PROGRAMS
  if (!isKubectl(program)) return []
  const cluster = new Cluster(trace, at)
  const found = findCommand(KUBECTL, args)
  if ('problem' in found) return []
  const { command } = found
  const [, name = '', value] = /^--([\w-]+)=(.*)$/.exec(word) ?? []
  if (value !== undefined) return valuesOf(name, args, cluster).map((each) => `--${name}=${each}`)
  if (word.startsWith('-')) return [...flagsOf(command).keys()].map((flag) => `--${flag}`)
  const flag = flagWaiting(command, args.at(-1))
  if (flag !== undefined) return valuesOf(flag, args, cluster)
  const parsed = parseFlags(flagsOf(command), found.args)
  const given = 'given' in parsed ? parsed.given.args : []
  if (command.commands && given.length === 0) return command.commands.map((each) => each.name)
  return namesFor(command, given, word, { cluster, namespace: namespaceOf(args) })
}

/** The flag whose value comes next. */
function flagWaiting(command: Command, last: string | undefined): string | undefined {
  if (!last?.startsWith('-') || last.includes('=')) return undefined
  const flags = flagsOf(command)
  const flag = last.startsWith('--')
    ? flags.get(last.slice(2))
    : [...flags.values()].find(({ shorthand }) => shorthand === last.at(-1))
  return flag && flag.bare === undefined ? flag.name : undefined
}

function valuesOf(flag: string, args: readonly string[], cluster: Cluster): readonly string[] {
  switch (flag) {
    case 'namespace':
      return cluster.names('Namespace')
    case 'container':
      return cluster.containers(args, namespaceOf(args))
    case 'output':
      return FORMATS
    case 'dry-run':
      return ['client', 'server', 'none']
    default:
      return []
  }
}

function namespaceOf(args: readonly string[]): string {
  const index = args.findIndex((word) => word === '-n' || word === '--namespace')
  const joined = args.find((word) => word.startsWith('--namespace='))
  return (index >= 0 ? args[index + 1] : joined?.slice('--namespace='.length)) ?? 'default'
}

interface Where {
  readonly cluster: Cluster
  readonly namespace: string
}

function namesFor(command: Command, given: readonly string[], word: string, { cluster, namespace }: Where) {
  if (command.complete === 'pods') return given.length === 0 ? cluster.names('Pod', namespace) : []
  if (command.complete === 'nodes') return cluster.names('Node')
  if (command.complete !== 'resources') return []
  const kinds = cluster.kinds()
  const [first] = given
  if (first === undefined) {
    const [kind, name] = word.split('/')
    const info = name === undefined ? undefined : findKind(kind ?? '', kinds)
    if (info) return cluster.names(info.kind, info.namespaced ? namespace : undefined).map((each) => `${kind}/${each}`)
    return kinds.map(({ resource }) => resource)
  }
  const info = findKind(first, kinds)
  return info ? cluster.names(info.kind, info.namespaced ? namespace : undefined) : []
}

class Cluster {
  readonly #trace: Trace | undefined
  readonly #at: Time

  constructor(trace: Trace | undefined, at: Time) {
    this.#trace = trace
    this.#at = at
  }

  kinds() {
    return this.#trace ? new TraceReader(this.#trace, this.#at).kinds() : []
  }

  names(kind: string, namespace?: string): readonly string[] {
    return this.#objects(kind)
      .filter(({ metadata }) => namespace === undefined || (metadata.namespace ?? '') === namespace)
      .map(({ metadata }) => metadata.name)
  }

  containers(args: readonly string[], namespace: string): readonly string[] {
    const pods = this.#objects('Pod').filter(({ metadata }) => (metadata.namespace ?? '') === namespace) as Pod[]
    const named = pods.filter(({ metadata }) => args.some((word) => word.replace(/^.*\//, '') === metadata.name))
    return named.flatMap(({ spec }) => [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name))
  }

  #objects(kind: string): readonly KubeObject[] {
    if (!this.#trace) return []
    return [...objectsAt(this.#trace, this.#at).values()]
      .filter(({ objectKind }) => objectKind === kind)
      .map(({ object }) => object)
  }
}
