import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'

/** How `kubectl get` shows objects of a kind. The columns from `narrow` on come with -o wide only. */
export interface TablePrinter {
  readonly columns: readonly string[]
  readonly narrow: number
  /** As many cells as there are columns. */
  readonly row: (object: KubeObject, now: Time, wide: boolean) => readonly string[]
}

/** `NAME READY | NODE`: what stands behind the bar is for -o wide. Columns whose names have blanks are joined by underscores. */
export function tablePrinter(head: string, row: TablePrinter['row']): TablePrinter {
  const [narrow = [], wide = []] = head.split('|').map((part) => part.split(/\s+/).filter((word) => word !== ''))
  const columns = [...narrow, ...wide].map((name) => name.replaceAll('_', ' '))
  return { columns, narrow: narrow.length, row }
}
