import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { appStore, useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import type { Trace } from '../../trace/trace.ts'
import type { ExplainWords } from '../../view/explain/words-en.ts'
import {
  filteredRows,
  ROW_KINDS,
  type RowKind,
  rowAt,
  saysRow,
  type TableRow,
  tableRows,
} from '../../view/table/rows.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { RunSummary } from './RunSummary.tsx'
import css from './Table.module.css'
import { toggleKind, useTable } from './table-state.ts'

const ROW = 28
/** So many rows one key press of Page Down goes. */
const PAGE = 10
const AROUND = 4 * ROW
/** Until a row that was scrolled to is there. */
const FOCUS_AFTER = 60

/** Everything that happens, a row each: the timeline for those who would rather read. */
export function TableView() {
  const { table: words } = useWords()
  const trace = useApp((state) => state.trace)
  const freshness = useApp((state) => state.freshness)
  const empty = useApp((state) => state.text.trim() === '')
  return (
    <section
      className={css.table}
      aria-label={words.picture}
      data-stale={freshness === 'fresh' ? undefined : freshness}
    >
      {empty ? null : trace === undefined ? <p className={css.empty}>{words.loading}</p> : <Rows trace={trace} />}
    </section>
  )
}

function Rows({ trace }: { readonly trace: Trace }) {
  const { table: words, explain } = useWords()
  const kinds = useTable((state) => state.kinds)
  const query = useDeferredValue(useTable((state) => state.query))
  const all = useMemo(() => tableRows(trace), [trace])
  const rows = useMemo(
    () => filteredRows(all, { kinds, query }, (row) => searchText(trace, row, explain)),
    [trace, all, kinds, query, explain],
  )
  const at = useThrottledPlayhead()
  const [chosen, setChosen] = useState<number>()
  const passed = useMemo(() => {
    const last = rowAt(rows, at)
    for (let i = last; i >= 0 && rows[i]?.at === at; i -= 1) if (rows[i]?.seq === chosen) return i
    return last
  }, [rows, at, chosen])

  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.seq ?? index,
    overscan: 12,
    // The playhead's row keeps some of what was before it and of what comes.
    scrollPaddingStart: AROUND,
    scrollPaddingEnd: AROUND,
  })
  const scrollTo = virtual.scrollToIndex
  useEffect(() => {
    if (passed >= 0) scrollTo(passed, { align: 'auto' })
  }, [passed, scrollTo])

  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row === undefined) return
    const { pause, seek, select } = appStore.getState()
    setChosen(row.seq)
    pause()
    seek(row.at)
    const { happening } = row
    select(
      happening.kind === 'entry'
        ? { kind: 'entry', seq: row.seq }
        : { kind: 'attempt', track: happening.track, index: happening.index },
    )
  }
  const walk = (event: KeyboardEvent) => {
    const to = { ArrowDown: passed + 1, ArrowUp: passed - 1, PageDown: passed + PAGE, PageUp: passed - PAGE }[event.key]
    const edge = { Home: 0, End: rows.length - 1 }[event.key]
    const target = to ?? edge
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    go(target)
    // Its row may have to be scrolled to and built first.
    setTimeout(() => scroller.current?.querySelector<HTMLElement>('[data-when="present"] button')?.focus(), FOCUS_AFTER)
  }
  const shown = virtual.getVirtualItems()
  // One of the rows on the screen can be reached by Tab, even where the present one has been scrolled away.
  const reachable = shown.some(({ index }) => index === passed) ? passed : shown[0]?.index

  return (
    <>
      <RunSummary />
      <Kinds all={all} shown={rows.length} />
      <div ref={scroller} className={css.scroller}>
        <table className={css.grid} aria-label={words.picture} aria-rowcount={rows.length + 1} onKeyDown={walk}>
          <thead className={css.block}>
            <tr className={css.headRow} aria-rowindex={1}>
              {(['time', 'of', 'what', 'rule'] as const).map((each) => (
                <th key={each} scope="col">
                  {words.columns[each]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const row = rows[item.index]
              return row ? (
                <Row
                  key={item.key}
                  measure={virtual.measureElement}
                  start={item.start}
                  trace={trace}
                  row={row}
                  index={item.index}
                  words={explain}
                  when={item.index === passed ? 'present' : item.index < passed ? 'past' : 'future'}
                  reachable={item.index === reachable}
                  go={go}
                />
              ) : null
            })}
          </tbody>
        </table>
        {rows.length === 0 ? <p className={css.empty}>{words.nothing}</p> : null}
      </div>
    </>
  )
}

interface RowProps {
  readonly measure: (element: Element | null) => void
  readonly start: number
  readonly trace: Trace
  readonly row: TableRow
  readonly index: number
  readonly words: ExplainWords
  readonly when: 'past' | 'present' | 'future'
  readonly reachable: boolean
  readonly go: (index: number) => void
}

function Row({ measure, start, trace, row, index, words, when, reachable, go }: RowProps) {
  const { text, detail, rule } = saysRow(trace, row, words)
  return (
    // The time is a button for the keyboard: a click anywhere in the row is a convenience.
    <tr
      ref={measure}
      data-index={index}
      className={css.row}
      aria-rowindex={index + 2}
      data-when={when}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => go(index)}
    >
      <td className={css.time}>
        <button type="button" tabIndex={reachable ? 0 : -1} aria-current={when === 'present' ? 'time' : undefined}>
          {clockText(row.at, 1)}
        </button>
      </td>
      <td className={css.of}>{row.of}</td>
      <td className={css.what}>
        {text}
        {detail === undefined || detail === '' ? null : <span className={css.detail}> · {detail}</span>}
      </td>
      <td className={css.rule}>{rule}</td>
    </tr>
  )
}

/** Which kinds of rows are listed, with how many there are of each. */
function Kinds({ all, shown }: { readonly all: readonly TableRow[]; readonly shown: number }) {
  const { table: words } = useWords()
  const kinds = useTable((state) => state.kinds)
  const counts = useMemo(() => {
    const found = new Map<RowKind, number>()
    for (const { kind } of all) found.set(kind, (found.get(kind) ?? 0) + 1)
    return found
  }, [all])
  return (
    <div className={css.kinds}>
      <fieldset className={css.chips}>
        <legend className="visually-hidden">{words.kindsLabel}</legend>
        {ROW_KINDS.filter((kind) => counts.has(kind)).map((kind) => (
          <button
            key={kind}
            type="button"
            className={css.chip}
            aria-pressed={kinds.has(kind)}
            onClick={() => toggleKind(kind)}
          >
            {words.kinds[kind]} <span>{counts.get(kind)}</span>
          </button>
        ))}
        <span className={css.count} role="status">
          {words.counted(shown, all.length)}
        </span>
      </fieldset>
    </div>
  )
}

/** Kept by row: a list that is filtered at each key press asks for all of them again. */
const texts = new WeakMap<TableRow, { readonly words: ExplainWords; readonly text: string }>()

function searchText(trace: Trace, row: TableRow, words: ExplainWords): string {
  const known = texts.get(row)
  if (known?.words === words) return known.text
  const { text, detail = '', rule = '' } = saysRow(trace, row, words)
  const found = `${row.of} ${text} ${detail} ${rule}`
  texts.set(row, { words, text: found })
  return found
}
