import { ownValue } from '../../../lib/own.ts'
import { nearestName } from '../../../manifest/nearest-name.ts'
import { kindsNamed, knownKinds, versionsOf } from '../../../manifest/schema/kinds.ts'
import { setValue, valueAt } from '../../../manifest/text/edits.ts'
import { editBetween } from '../../../manifest/text/text-edit.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'
import { wholeObject } from './whole-object.ts'
import { rereadings } from './wrong-place.ts'

/** An object that does not say what it is: a key that was meant for that, or what the rest of it says. */
export function missingTypeRepairs(given: Case): readonly Repair[] {
  const { steps, document, object } = given
  const field = leafOf(steps)
  const root = asObject(valueAt(document.value, object))
  const reread = rereadings(given, ['plainSigns', 'dropNumbers', 'comment'])
  if (reread.length > 0) return reread
  const renamed = misspelt(given, root, field)
  if (renamed.length > 0) return renamed
  if (field === 'apiVersion') {
    const [version] = typeof root.kind === 'string' ? versionsOf(root.kind) : []
    if (version !== undefined) return onTop(given, 'apiVersion', version)
  }
  if (field === 'kind' && typeof root.apiVersion === 'string') {
    const kind = kindBySpec(root)
    return kind === undefined ? [] : onTop(given, 'kind', kind)
  }
  return root.apiVersion === undefined && root.kind === undefined ? wholeObject(given) : []
}

/** `Kind`, `apiversion`, `type: Pod`. */
function misspelt(given: Case, root: Readonly<Record<string, unknown>>, field: string): readonly Repair[] {
  const { document, object, stream } = given
  const others = Object.keys(root).filter((key) => !['metadata', 'spec', 'status', 'apiVersion', 'kind'].includes(key))
  const meant =
    others.find((key) => nearestName(key, [field]) === field) ??
    others.find((key) => {
      const value = ownValue(root, key)
      if (typeof value !== 'string') return false
      return field === 'kind'
        ? kindsNamed(value).length > 0
        : knownKinds().some(({ apiVersion }) => apiVersion === value)
    })
  if (meant === undefined) return []
  const range = document.source.keyRangeOf([...object, meant])
  if (!range || stream.text.slice(range.start, range.end) !== meant) return []
  return [
    {
      title: { kind: 'rename', from: meant, to: field },
      edit: { start: range.start, end: range.end, text: field },
      sure: true,
    },
  ]
}

/** In a line of its own, above everything else of the object. */
function onTop(given: Case, field: string, value: string): readonly Repair[] {
  const { stream, document, object } = given
  if (object.length > 0) {
    return repairBy(given, { kind: 'add', field, value }, [
      (now) => setValue(now, document.index, [...object, field], value),
    ])
  }
  const { start } = document.range
  const text = `${stream.text.slice(0, start)}${field}: ${value}\n${stream.text.slice(start)}`
  return [{ title: { kind: 'add', field, value }, edit: editBetween(stream.text, text), sure: true }]
}

function kindBySpec(root: Readonly<Record<string, unknown>>): string | undefined {
  const version = root.apiVersion
  const spec = asObject(root.spec)
  const kinds = knownKinds().filter(({ apiVersion }) => apiVersion === version)
  if (version === 'v1') {
    if (Array.isArray(spec.containers)) return 'Pod'
    if (Array.isArray(spec.ports) || spec.clusterIP !== undefined) return 'Service'
    if (Object.hasOwn(root, 'stringData')) return 'Secret'
    return Object.hasOwn(root, 'data') ? 'ConfigMap' : undefined
  }
  if (version === 'apps/v1') {
    if (spec.serviceName !== undefined || spec.volumeClaimTemplates !== undefined) return 'StatefulSet'
    return spec.template === undefined ? undefined : spec.replicas === undefined ? 'DaemonSet' : 'Deployment'
  }
  if (version === 'batch/v1') return spec.schedule === undefined ? 'Job' : 'CronJob'
  return kinds.length === 1 ? kinds[0]?.kind : undefined
}
