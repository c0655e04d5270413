import type { KubeObject } from '../../manifest/object/meta.ts'
import type { NodeMetrics, PodMetrics } from '../../manifest/object/pod-metrics.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../manifest/quantity.ts'
import { textAt } from './field.ts'
import { formatTable } from './table.ts'

interface TopTable {
  readonly headers: boolean
  /** cpu, memory, or nothing: by name. */
  readonly sortBy: string
}

interface Usage {
  readonly milliCPU: number
  readonly memoryBytes: number
}

const MI = 1024 * 1024

/** As kubectl shows what is used: whole milli-cores, whole Mi. */
// kubectl: pkg/metricsutil/metrics_printer.go printSingleResourceUsage (v1.36)
function usageCells({ milliCPU, memoryBytes }: Usage): string[] {
  return [`${milliCPU}m`, `${Math.floor(memoryBytes / MI)}Mi`]
}

function summed(usages: readonly Usage[]): Usage {
  return {
    milliCPU: usages.reduce((sum, { milliCPU }) => sum + milliCPU, 0),
    memoryBytes: usages.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
  }
}

/** What uses most comes first; without a wish the order is that of names. */
// kubectl: pkg/metricsutil/metrics_resource_sorter.go (v1.36)
function sorted<T>(all: readonly T[], sortBy: string, usageOf: (each: T) => Usage, nameOf: (each: T) => string): T[] {
  const amount = (each: T): number => (sortBy === 'cpu' ? usageOf(each).milliCPU : usageOf(each).memoryBytes)
  const byName = all.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return sortBy === '' ? byName : byName.sort((a, b) => amount(b) - amount(a))
}

interface TopPods extends TopTable {
  readonly namespaces: boolean
  readonly containers: boolean
  readonly total: boolean
}

// kubectl: pkg/metricsutil/metrics_printer.go PrintPodMetrics (v1.36)
export function topPods(pods: readonly PodMetrics[], table: TopPods): string {
  const usageOf = ({ containers }: PodMetrics) => summed(containers)
  const order = sorted(pods, table.sortBy, usageOf, ({ namespace, name }) => `${namespace}/${name}`)
  const head = [
    ...(table.namespaces ? ['NAMESPACE'] : []),
    ...(table.containers ? ['POD', 'NAME'] : ['NAME']),
    ...['CPU(cores)', 'MEMORY(bytes)'],
  ]
  const rows = order.flatMap((pod) => {
    const place = table.namespaces ? [pod.namespace] : []
    if (!table.containers) return [[...place, pod.name, ...usageCells(usageOf(pod))]]
    const own = sorted(
      pod.containers,
      table.sortBy,
      (each) => each,
      ({ name }) => name,
    )
    return own.map((each) => [...place, pod.name, each.name, ...usageCells(each)])
  })
  const before = head.length - 2
  const lines = ['', '________', '________']
  const all = usageCells(summed(order.map(usageOf)))
  const total = table.total
    ? [
        [...Array<string>(before - 1).fill(''), ...lines],
        [...Array<string>(before).fill(''), ...all],
      ]
    : []
  return padded([...(table.headers ? [head] : []), ...rows, ...total])
}

interface TopNodes extends TopTable {
  /** Shares of all that a node has, not of what it has for Pods. */
  readonly capacity: boolean
}

// kubectl: pkg/metricsutil/metrics_printer.go PrintNodeMetrics (v1.36)
export function topNodes(measured: readonly NodeMetrics[], nodes: readonly KubeObject[], table: TopNodes): string {
  const order = sorted(
    measured,
    table.sortBy,
    (each) => each,
    ({ name }) => name,
  )
  const rows = order.map((usage) => {
    const node = nodes.find(({ metadata }) => metadata.name === usage.name)
    const has = (resource: string) =>
      parseQuantity(textAt(node, 'status', table.capacity ? 'capacity' : 'allocatable', resource))
    const [cpu, memory] = [has('cpu'), has('memory')]
    const [cores = '', bytes = ''] = usageCells(usage)
    return [
      usage.name,
      ...[cores, cpu ? share(usage.milliCPU, Number(quantityMilliValue(cpu))) : '<unknown>'],
      ...[bytes, memory ? share(usage.memoryBytes, Number(quantityValue(memory))) : '<unknown>'],
    ]
  })
  const head = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)']
  return padded([...(table.headers ? [head] : []), ...rows])
}

/** The last column is padded like all others. */
function padded(rows: readonly (readonly string[])[]): string {
  return formatTable(rows.map((row) => [...row, '']))
}

function share(part: number, whole: number): string {
  return `${Math.floor((part / whole) * 100)}%`
}
