import { versionsOf } from '../../../manifest/schema/kinds.ts'

import { remove, setValue, valueAt } from '../../../manifest/text/edits.ts'
import type { ManifestStream } from '../../../manifest/text/parse.ts'
import type { TextEdit } from '../../../manifest/text/text-edit.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, repairBy } from './case.ts'

type Edit = (now: ManifestStream) => TextEdit | undefined

/** Today's version of a kind, with the fields that have moved since. */
export function oldVersionRepairs(given: Case): readonly Repair[] {
  const { document, object } = given
  const root = asObject(valueAt(document.value, object))
  const { kind, apiVersion } = root
  if (typeof kind !== 'string') return []
  const [version] = versionsOf(kind)
  if (version === undefined || version === apiVersion) return []
  const moved = movedFields(kind, root).map(
    ({ path, value }): Edit =>
      (now) =>
        value === undefined
          ? remove(now, document.index, [...object, ...path])
          : setValue(now, document.index, [...object, ...path], value),
  )
  return repairBy(given, { kind: 'version', version, moved: moved.length > 0 }, [
    (now) => setValue(now, document.index, [...object, 'apiVersion'], version),
    ...moved,
  ])
}

interface Moved {
  readonly path: readonly string[]
  /** Undefined: it is no more. */
  readonly value: unknown
}

function movedFields(kind: string, root: Readonly<Record<string, unknown>>): readonly Moved[] {
  const spec = asObject(root.spec)
  switch (kind) {
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet': {
      const labels = valueAt(spec, 'template.metadata.labels')
      const selector =
        spec.selector === undefined && labels !== undefined
          ? [{ path: ['spec', 'selector'], value: { matchLabels: labels } }]
          : []
      const gone = ['rollbackTo', 'templateGeneration'].filter((field) => Object.hasOwn(spec, field))
      return [...selector, ...gone.map((field) => ({ path: ['spec', field], value: undefined }))]
    }
    case 'Ingress':
      return [
        ...(spec.backend === undefined
          ? []
          : [
              { path: ['spec', 'backend'], value: undefined },
              { path: ['spec', 'defaultBackend'], value: backendOf(spec.backend) },
            ]),
        ...listOf(spec.rules).flatMap((rule, ruleIndex) =>
          listOf(asObject(asObject(rule).http).paths).map((path, index) => ({
            path: ['spec', 'rules', String(ruleIndex), 'http', 'paths', String(index)],
            value: pathFields(asObject(path)),
          })),
        ),
      ]
    case 'HorizontalPodAutoscaler': {
      const metrics = listOf(spec.metrics).map((metric) => metricOf(asObject(metric)))
      return Array.isArray(spec.metrics) && metrics.some((metric, index) => metric !== listOf(spec.metrics)[index])
        ? [{ path: ['spec', 'metrics'], value: metrics }]
        : []
    }
    default:
      return []
  }
}

// networking/v1beta1 → v1: IngressBackend, HTTPIngressPath.pathType is needed
function pathFields({
  backend,
  pathType,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...rest, pathType: pathType ?? 'ImplementationSpecific', backend: backendOf(backend) }
}

function backendOf(backend: unknown): unknown {
  const { serviceName, servicePort, ...rest } = asObject(backend)
  if (serviceName === undefined) return backend
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort }
  return { ...rest, service: { name: serviceName, ...(servicePort === undefined ? {} : { port }) } }
}

// autoscaling/v2beta1 → v2: a metric's target is an object of its own
function metricOf(metric: Readonly<Record<string, unknown>>): unknown {
  const { resource } = metric
  const { targetAverageUtilization, targetAverageValue, ...rest } = asObject(resource)
  if (targetAverageUtilization !== undefined)
    return {
      ...metric,
      resource: { ...rest, target: { type: 'Utilization', averageUtilization: targetAverageUtilization } },
    }
  if (targetAverageValue !== undefined)
    return { ...metric, resource: { ...rest, target: { type: 'AverageValue', averageValue: targetAverageValue } } }
  return metric
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
