import { create } from 'zustand'
import { ROW_KINDS, type RowKind } from '../../view/table/rows.ts'

/** What is told at length elsewhere is not listed at first. */
const AT_FIRST = ROW_KINDS.filter((kind) => kind !== 'logs' && kind !== 'decisions')

/** What is listed: the field for it stands outside of the table. */
export const useTable = create<{ readonly query: string; readonly kinds: ReadonlySet<RowKind> }>()(() => ({
  query: '',
  kinds: new Set(AT_FIRST),
}))

export function toggleKind(kind: RowKind): void {
  const kinds = new Set(useTable.getState().kinds)
  if (!kinds.delete(kind)) kinds.add(kind)
  useTable.setState({ kinds })
}
