import { setPanels } from '../../app/panels.ts'
import { POD_COLUMNS, podCells } from '../../kubectl/printers/pod-row.ts'
import type { PodLine } from '../../view/inspector/pod-view.ts'
import { useWords } from '../language/words.ts'
import css from './Inspector.module.css'

/** `kubectl get pods` at the playhead. With several Pods a row chooses the one that the inspector is about. */
export function PodRows({ lines, uid }: { readonly lines: readonly PodLine[]; readonly uid: string | undefined }) {
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
                      onClick={() => setPanels({ podUid: ref.uid })}
                    >
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                </td>
                {cells.map((cell, index) => (
                  <td key={POD_COLUMNS[index + 1]}>{cell}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
