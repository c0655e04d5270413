import { setValue, valueAt } from '../../../manifest/text/edits.ts'
import { asObject, shortName } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, holderOf, leafOf, repairBy, shapeOfObject } from './case.ts'
import { asLabel } from './names.ts'

/** What has to be there: where the rest of the object says what it would be. */
export function requiredRepairs(given: Case): readonly Repair[] {
  const { document, steps, problem } = given
  const value = meantValue(given)
  if (value === undefined) return []
  const said = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const title = { kind: 'add', field: leafOf(steps) || problem.path, value: said.length > 60 ? '' : said } as const
  return repairBy(given, title, [(now) => setValue(now, document.index, steps, value)])
}

function meantValue(given: Case): unknown {
  const { document, steps, object } = given
  const root = valueAt(document.value, object)
  const holder = holderOf(given)
  const definition = shortName(shapeOfObject(document.value, steps.slice(0, -1)) ?? '')
  const field = `${definition}.${leafOf(steps)}`
  switch (field) {
    case 'ObjectMeta.name':
      return nameFor(root)
    case 'Container.name':
      return asLabel(imageName(holder.image), 'app')
    case 'Volume.name':
      return 'data'
    case 'PodSpec.containers':
      return [{ name: asLabel(String(asObject(asObject(root).metadata).name ?? ''), 'app'), image: 'nginx' }]
    case 'ServicePort.name':
      return holder.port === undefined ? undefined : `port-${String(holder.port)}`
    case 'ServiceSpec.ports':
      return [{ port: 80 }]
    case 'HTTPIngressPath.pathType':
      return 'ImplementationSpecific'
    case 'PersistentVolumeClaimSpec.accessModes':
    case 'PersistentVolumeSpec.accessModes':
      return ['ReadWriteOnce']
    case 'PersistentVolumeClaimSpec.resources':
      return { requests: { storage: '1Gi' } }
    case 'VolumeMount.mountPath':
      return `/${asLabel(String(holder.name ?? ''), 'data')}`
    case 'PodSpec.restartPolicy':
    case 'PodTemplateSpec.restartPolicy':
      return 'Never'
    case 'LabelSelector.matchLabels':
      return templateLabels(root)
  }
  if (field.endsWith('Spec.selector')) return { matchLabels: templateLabels(root) ?? { app: nameFor(root) } }
  if (steps.slice(-2).join('.') === 'metadata.labels') return wantedLabels(root)
  if (leafOf(steps) === 'storage') return '1Gi'
  return undefined
}

function templateLabels(root: unknown): Readonly<Record<string, unknown>> | undefined {
  const labels = asObject(valueAt(root, 'spec.template.metadata.labels'))
  return Object.keys(labels).length > 0 ? labels : undefined
}

function wantedLabels(root: unknown): Readonly<Record<string, unknown>> | undefined {
  const labels = asObject(valueAt(root, 'spec.selector.matchLabels'))
  return Object.keys(labels).length > 0 ? labels : undefined
}

/** By what it is called elsewhere, or by what it is. */
function nameFor(root: unknown): string {
  const { kind, metadata, spec } = asObject(root)
  const { labels } = asObject(metadata)
  const { app, 'app.kubernetes.io/name': named, name } = asObject(labels)
  const [container] = Array.isArray(asObject(spec).containers) ? (asObject(spec).containers as unknown[]) : []
  const called = [named, app, name, asObject(container).name, kind].find((each) => typeof each === 'string')
  return asLabel(String(called ?? ''), 'app')
}

function imageName(image: unknown): string {
  return typeof image === 'string' ? (/([\w.-]+)(?::[^/]*)?(?:@.*)?$/.exec(image)?.[1] ?? '') : ''
}
