import type { Taint } from '../../manifest/object/node.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import type { Say } from './step-target.ts'

// kubectl: pkg/cmd/taint/taint.go RunTaint, utils.go reorganizeTaints (v1.36)
export function taint({ api }: Cluster, action: Action & { kind: 'taint' }, name: string, say: Say): void {
  const { add, remove, overwrite } = action
  const node = api.get('Node', '', name)
  if (!node) {
    say('stderr', `Error from server (NotFound): nodes "${name}" not found`)
    return
  }
  const before = node.spec.taints ?? []
  const taken = add.filter((taint) => before.some((each) => isSame(each, taint))).map(({ key }) => key)
  if (taken.length > 0 && !overwrite) {
    const keys = taken.join(',')
    say('stderr', `error: node ${name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`)
    return
  }
  const isMeant = ({ key, effect }: Taint, meant: { key: string; effect?: string }): boolean =>
    key === meant.key && (meant.effect === undefined || effect === meant.effect)
  const missing = remove.filter((meant) => !before.some((each) => isMeant(each, meant)))
  for (const { key, effect } of missing) {
    say('stderr', `error: taint "${effect === undefined ? key : `${key}:${effect}`}" not found`)
  }
  if (missing.length > 0) return
  const kept = before.filter((each) => !add.some((taint) => isSame(each, taint)))
  const taints = [...add, ...kept].filter((each) => !remove.some((meant) => isMeant(each, meant)))
  api.update('Node', '', name, KUBECTL, (current) => {
    const { taints: _before, ...spec } = current.spec
    return { ...current, spec: taints.length > 0 ? { ...spec, taints } : spec }
  })
  const word =
    overwrite || (add.length > 0 && remove.length > 0) ? 'modified' : add.length > 0 ? 'tainted' : 'untainted'
  say('stdout', `node/${name} ${word}`)
}

/** One key may stand there once for each effect. */
function isSame(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect
}
