import { nearestName } from '../../../manifest/nearest-name.ts'
import { addDocumentBefore } from '../../../manifest/text/add-document.ts'
import { addItem, setValue, valueAt } from '../../../manifest/text/edits.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'
import { removed } from './invalid.ts'

/** A volume that is mounted and not declared: one that is called alike, or a new one. */
export function notFoundRepairs(given: Case): readonly Repair[] {
  const { document, steps, value } = given
  // A place holder is no namespace.
  if (steps.slice(-2).join('.') === 'metadata.namespace' && !/^[a-z0-9]/.test(String(value)))
    return removed(given, true)
  if (leafOf(steps) !== 'name' || !steps.includes('volumeMounts') || typeof value !== 'string') return []
  const spec = steps.slice(
    0,
    steps.findLastIndex((step) => step === 'containers' || step === 'initContainers'),
  )
  const volumes = valueAt(document.value, [...spec, 'volumes'])
  const names = (Array.isArray(volumes) ? volumes : []).flatMap((each) => {
    const { name } = asObject(each)
    return typeof name === 'string' ? [name] : []
  })
  const near = nearestName(value, names)
  return [
    ...(near === undefined
      ? []
      : repairBy(given, { kind: 'set', field: 'name', value: near }, [
          (now) => setValue(now, document.index, steps, near),
        ])),
    ...repairBy(
      given,
      { kind: 'add', field: 'volumes', value: value },
      [(now) => addItem(now, document.index, [...spec, 'volumes'], { name: value, emptyDir: {} })],
      near === undefined,
    ),
  ]
}

/** A ServiceAccount that a Pod is to act as. */
export function forbiddenRepairs(given: Case): readonly Repair[] {
  const { problem, stream, document } = given
  const [, namespace, name] =
    /error looking up service account ([a-z0-9.-]{1,253})\/([a-z0-9.-]{1,253}):/.exec(problem.message ?? '') ?? []
  if (namespace === undefined || name === undefined) return []
  const place = namespace === 'default' ? '' : `  namespace: ${namespace}\n`
  const text = `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n${place}`
  const edit = addDocumentBefore(stream.text, document.piece, text)
  return [{ title: { kind: 'addObject', objectKind: 'ServiceAccount', name }, edit, sure: true }]
}
