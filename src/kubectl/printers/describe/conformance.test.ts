import { readFileSync } from 'node:fs'
import { ConformanceTables, skip } from '../../../engine/testing/conformance-table.ts'
import { goTime } from '../../../engine/testing/kubernetes-shapes.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { knownKinds } from '../../../manifest/schema/kinds.ts'
import type { ListOptions } from '../../client/api-client.ts'
import { finished, MemoryReader } from '../../testing/memory-reader.ts'
import {
  describeContainerHostPorts,
  describeContainerPorts,
  describeContainers,
  describeResources,
} from './containers.ts'
import { describeObject } from './describe-object.ts'
import { Lines } from './lines.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

/** Upstream's tests ask a server that knows neither field selectors nor which Events are about what. */
class Unselecting extends MemoryReader {
  override *list(...[info, namespace, options]: Parameters<MemoryReader['list']>) {
    const { labelSelector = '' }: ListOptions = options ?? {}
    return yield* super.list(info, namespace, { labelSelector })
  }
}

/** Go writes what is not set as null; the API server leaves it out. */
function withoutNulls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part === null ? undefined : part))) as T
}

type Described = Readonly<Record<string, readonly KubeObject[]>>

/** The tables name kinds as URLs do, and their objects do not say of which kind they are. */
function objectsOf(cluster: Described): KubeObject[] {
  return Object.entries(withoutNulls(cluster)).flatMap(([resource, objects]) => {
    const info = knownKinds().find((each) => each.resource === resource)
    if (!info) throw new Error(`a table has ${resource}`)
    return objects.map((object) => ({ ...object, apiVersion: info.apiVersion, kind: info.kind }))
  })
}

for (const table of ['describe-pod', 'describe-node', 'describe-workload']) {
  tables.describe(table, ({ input, expected, now }) => {
    const objects = objectsOf(input.cluster)
    const described = objects.find(
      ({ kind, metadata }) => kind !== 'Event' && kind !== 'Lease' && metadata.name === input.name,
    )
    if (!described) return skip('nothing of that name is there')
    if (/ResourceSlices:/.test(expected.output)) return skip('its slices are not in the table')
    const { showEvents } = input.settings
    const at = goTime(now) ?? goTime('2026-11-21T07:15:47Z') ?? 0
    const reader = new Unselecting(objects, at)
    const ours = finished(describeObject(described, { reader, now: at, showEvents }))
    return { ours, theirs: expected.output }
  })
}

tables.describe('describe-containers', ({ input, expected }) => {
  const { fn, label, containers, containerStatuses, resources, cPorts } = withoutNulls(input)
  if (fn === 'describeContainerPorts') return { ours: describeContainerPorts(cPorts), theirs: expected.text }
  if (fn === 'describeContainerHostPorts') return { ours: describeContainerHostPorts(cPorts), theirs: expected.text }
  const out = new Lines()
  if (fn === 'describeResources') describeResources(out, resources, 1)
  else if (containers) describeContainers(out, { label, containers, statuses: containerStatuses })
  else return skip('asks another function')
  return { ours: out.text, theirs: expected.text }
})
