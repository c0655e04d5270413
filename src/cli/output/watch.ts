import { POD_COLUMNS, podCells, podRow } from '../../kubectl/printers/pod-row.ts'
import { Table } from '../../kubectl/printers/table.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Writer } from './writer.ts'

/** What `kubectl get pods -w` prints, started together with the scenario; over all namespaces where there are several. */
export const writeWatch: Writer = (chunks, out) => {
  const versions: ObjectWritten[] = []
  for (const { entries } of chunks) {
    for (const entry of entries) if (entry.kind === 'object' && entry.objectKind === 'Pod') versions.push(entry)
  }
  if (versions.length === 0) return
  const allNamespaces = versions.some(({ namespace }) => namespace !== DEFAULT_NAMESPACE)
  const table = new Table()
  const print = (rows: readonly (readonly string[])[]) => {
    for (const line of table.lines(rows)) out.write(`${line}\n`)
  }
  const cells = ({ namespace, object, at }: ObjectWritten) => {
    const row = podCells(podRow(object as Pod, at))
    return allNamespaces ? [namespace, ...row] : row
  }
  const [first, ...rest] = versions
  // The header's widths are fixed together with the first row, as kubectl flushes them together.
  print([allNamespaces ? ['NAMESPACE', ...POD_COLUMNS] : POD_COLUMNS, cells(first as ObjectWritten)])
  for (const version of rest) print([cells(version)])
}
