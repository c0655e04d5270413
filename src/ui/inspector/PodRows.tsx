import { useRef } from 'react'
import { setPanels } from '../../app/panels.ts'
import { POD_COLUMNS, podCells } from '../../kubectl/printers/pod-row.ts'
import { ownValue } from '../../lib/own.ts'
import type { Question } from '../../view/explain/question.ts'
import type { PodLine, PodView } from '../../view/inspector/pod-view.ts'
import { useWords } from '../language/words.ts'
import { useSize } from '../panel/use-size.ts'
import { Ask } from './Ask.tsx'
import { CutName } from './CutName.tsx'
import css from './Inspector.module.css'

type Field = 'ready' | 'status' | 'restarts'
const COLUMNS: Readonly<Record<string, Field>> = { READY: 'ready', STATUS: 'status', RESTARTS: 'restarts' }

/** Of the mono face at 11 px. */
const LETTER_PX = 6.6
const GAP_PX = 10
const PADDING_PX = 32

interface Props {
  readonly lines: readonly PodLine[]
  readonly uid: string | undefined
  /** Of the Pod that the inspector is about: what wrote what its row shows. */
  readonly wrote: PodView['wrote'] | undefined
}

/**
 * `kubectl get pods` at the playhead. With several Pods a row chooses the one that the inspector is about. Where names
 * are long they stand on lines of their own, so that the columns behind them never leave the panel.
 */
export function PodRows({ lines, uid, wrote }: Props) {
  const { inspector: words } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const { width } = useSize(frame)
  const stacked = width > 0 && widthOf(lines) > width - PADDING_PX
  const columns = stacked ? POD_COLUMNS.slice(1) : POD_COLUMNS
  return (
    <div ref={frame} className={css.rows}>
      <table className={css.table} aria-label={words.pods} data-stacked={stacked}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {lines.map((line) => (
          <tbody key={line.ref.uid} data-current={lines.length > 1 && line.ref.uid === uid}>
            {stacked ? (
              <tr>
                <th className={css.nameRow} scope="rowgroup" colSpan={columns.length}>
                  <Name line={line} uid={uid} choice={lines.length > 1} />
                </th>
              </tr>
            ) : null}
            <tr>
              {stacked ? null : (
                <td>
                  <Name line={line} uid={uid} choice={lines.length > 1} />
                </td>
              )}
              <Cells line={line} wrote={line.ref.uid === uid ? wrote : undefined} />
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

function widthOf(lines: readonly PodLine[]): number {
  const letters = POD_COLUMNS.map((column, index) =>
    Math.max(column.length, ...lines.map(({ row }) => podCells(row)[index]?.length ?? 0)),
  )
  return letters.reduce((sum, count) => sum + count * LETTER_PX, 0) + GAP_PX * (letters.length - 1)
}

function Name({
  line,
  uid,
  choice,
}: {
  readonly line: PodLine
  readonly uid: string | undefined
  readonly choice: boolean
}) {
  const { ref, row } = line
  if (!choice) return <CutName name={row.name} />
  return (
    <button
      type="button"
      className={css.podName}
      aria-pressed={ref.uid === uid}
      onClick={() => setPanels({ podUid: ref.uid, yamlObject: undefined })}
    >
      <CutName name={row.name} copied={false} />
    </button>
  )
}

function Cells({ line, wrote }: { readonly line: PodLine; readonly wrote: Props['wrote'] }) {
  const [, ...cells] = podCells(line.row)
  return cells.map((cell, index) => {
    const column = POD_COLUMNS[index + 1] ?? 'AGE'
    const field = ownValue(COLUMNS, column)
    const seq = field && wrote?.[field]
    return (
      <td key={column}>
        {seq === undefined || field === undefined ? (
          cell
        ) : (
          <Ask seq={seq} what={column} value={cell.replace(/ .*$/, '')} on={{ kind: field } satisfies Question}>
            {cell}
          </Ask>
        )}
      </td>
    )
  })
}
