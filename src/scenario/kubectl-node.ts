import { parseGoDuration } from '../lib/time.ts'
import type { Taint } from '../manifest/object/node.ts'
import type { Action } from './action.ts'
import { TAINT_EFFECTS } from './document.ts'
import { type CommandLine, flag, isOn } from './kubectl-flags.ts'
import { namedObjects, selectionOf } from './kubectl-objects.ts'

/** kubectl taint nodes NAME key=value:effect key:effect- key-. A text says what is wrong. */
// kubectl: pkg/cmd/taint/taint.go, utils.go (v1.36)
export function taintActions(line: CommandLine): readonly Action[] | string {
  const isTaint = (word: string): boolean => /[=:]|-$/.test(word)
  const first = line.words.findIndex((word, index) => index > 0 && isTaint(word))
  const objects = first < 0 ? line.words : line.words.slice(0, first)
  const specs = first < 0 ? [] : line.words.slice(first)
  const stray = specs.find((word) => !isTaint(word))
  if (stray !== undefined) return `error: all resources must be specified before taint changes: ${stray}`
  const named = namedObjects(objects)
  if ('problem' in named) return named.problem
  const [resource, names = []] = [...named.byResource][0] ?? []
  if (resource !== 'nodes') return `error: invalid resource type ${resource ?? ''}, only node(s) is supported`
  const selection = selectionOf(line)
  if (names.length === 0 && !selection.all && selection.selector === undefined) {
    return 'error: at least one resource name must be specified since --all parameter is not set'
  }
  if (specs.length === 0) return 'error: at least one taint update is required'
  const add: Taint[] = []
  const remove: { key: string; effect?: string }[] = []
  for (const spec of specs) {
    const removes = spec.endsWith('-')
    const taint = taintOf(removes ? spec.slice(0, -1) : spec)
    if (typeof taint === 'string') return taint
    const { key, value, effect } = taint
    if (removes) remove.push({ key, ...(effect === undefined ? {} : { effect }) })
    else if (effect === undefined) return `error: invalid taint spec: ${spec}`
    else add.push({ key, ...(value === undefined ? {} : { value }), effect })
  }
  return [{ kind: 'taint', names, ...selection, add, remove, overwrite: isOn(line, 'overwrite') }]
}

function taintOf(spec: string): { key: string; value?: string; effect?: string } | string {
  const [pair = '', effect, ...rest] = spec.split(':')
  const [key = '', value, ...others] = pair.split('=')
  if (key === '' || rest.length > 0 || others.length > 0) return `error: invalid taint spec: ${spec}`
  if (effect !== undefined && !TAINT_EFFECTS.some((known) => known === effect)) {
    return `error: invalid taint effect: ${effect}, unsupported taint effect`
  }
  return { key, ...(value === undefined ? {} : { value }), ...(effect === undefined ? {} : { effect }) }
}

/** kubectl cordon NAME …: the words are names of nodes. */
// kubectl: pkg/cmd/drain/drain.go (v1.36)
export function cordonActions(verb: 'cordon' | 'uncordon', line: CommandLine): readonly Action[] | string {
  const selection = selectionOf(line)
  if (line.words.length === 0 && selection.selector === undefined) {
    return `error: USAGE: ${verb} NODE [flags]`
  }
  return [{ kind: verb, names: line.words.map((word) => word.replace(/^(?:nodes?|no)\//, '')), ...selection }]
}

/** kubectl drain NAME: one node, and which of its Pods may go. */
// kubectl: pkg/cmd/drain/drain.go NewCmdDrain, Complete (v1.36)
export function drainActions(line: CommandLine): readonly Action[] | string {
  const [node, another] = line.words.map((word) => word.replace(/^(?:nodes?|no)\//, ''))
  if (node === undefined || another !== undefined) return 'error: USAGE: drain NODE [flags]'
  const timeout = flag(line, 'timeout')
  const timeoutMs = timeout === undefined ? 0 : parseGoDuration(timeout)
  if (timeoutMs === undefined)
    return `error: invalid argument "${timeout}" for "--timeout" flag: time: invalid duration "${timeout}"`
  return [
    {
      kind: 'drain',
      node,
      ...(isOn(line, 'force') ? { force: true as const } : {}),
      ...(isOn(line, 'ignore-daemonsets') ? { ignoreDaemonSets: true as const } : {}),
      ...(isOn(line, 'delete-emptydir-data') ? { deleteEmptyDirData: true as const } : {}),
      ...(timeoutMs > 0 ? { timeoutMs } : {}),
    },
  ]
}
