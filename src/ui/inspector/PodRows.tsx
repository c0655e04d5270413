import { setPanels } from '../../app/panels.ts'
import { POD_COLUMNS, podCells } from '../../kubectl/printers/pod-row.ts'
import { ownValue } from '../../lib/own.ts'
import type { PodLine, PodView } from '../../view/inspector/pod-view.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import css from './Inspector.module.css'

const COLUMNS: Readonly<Record<string, keyof PodView['wrote']>> = {
  READY: 'ready',
  STATUS: 'status',
  RESTARTS: 'restarts',
}

/** `kubectl get pods` at the playhead. With several Pods a row chooses the one that the inspector is about. */
export function PodRows({
  lines,
  uid,
  wrote,
}: {
  readonly lines: readonly PodLine[]
  readonly uid: string | undefined
  /** Of the Pod that the inspector is about: what wrote what its row shows. */
  readonly wrote: PodView['wrote'] | undefined
}) {
  const { inspector: words } = useWords()
  return (
    <div className={css.rows}>
      <table className={css.table} aria-label={words.pods}>
        <thead>
          <tr>
            {POD_COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ ref, row }) => {
            const [name, ...cells] = podCells(row)
            return (
              <tr key={ref.uid} data-current={lines.length > 1 && ref.uid === uid}>
                <td>
                  {lines.length > 1 ? (
                    <button
                      type="button"
                      className={css.podName}
                      aria-pressed={ref.uid === uid}
                      onClick={() => setPanels({ podUid: ref.uid, yamlObject: undefined })}
                    >
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                </td>
                {cells.map((cell, index) => {
                  const column = POD_COLUMNS[index + 1] ?? 'AGE'
                  const field = ownValue(COLUMNS, column)
                  const seq = ref.uid === uid && field !== undefined ? wrote?.[field] : undefined
                  return (
                    <td key={column}>
                      {seq === undefined ? (
                        cell
                      ) : (
                        <Ask seq={seq} what={column} value={cell.replace(/ .*$/, '')}>
                          {cell}
                        </Ask>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
