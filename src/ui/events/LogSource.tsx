import { useMemo } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import type { LogLine } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { logSources, sourceOf } from '../../view/inspector/log-sources.ts'
import { useWords } from '../language/words.ts'
import css from './Drawer.module.css'

const NONE: readonly LogLine[] = []

/** The lines of the container that was asked for; of all where nobody asked, or where it is in another run. */
export function useLogs(trace: Trace | undefined): readonly LogLine[] {
  const wanted = usePanels((panels) => panels.logSource)
  return useMemo(() => {
    if (trace === undefined) return NONE
    if (wanted === undefined || !logSources(trace).includes(wanted)) return trace.logs
    return trace.logs.filter((line) => sourceOf(line) === wanted)
  }, [trace, wanted])
}

/** Whose lines are shown. */
export function LogSource({ trace }: { readonly trace: Trace | undefined }) {
  const { drawer: words } = useWords()
  const wanted = usePanels((panels) => panels.logSource)
  const sources = useMemo(() => (trace ? logSources(trace) : []), [trace])
  if (sources.length < 2) return null
  return (
    <select
      className={css.source}
      aria-label={words.source}
      value={wanted !== undefined && sources.includes(wanted) ? wanted : ''}
      onChange={(event) => setPanels({ logSource: event.currentTarget.value || undefined })}
    >
      <option value="">{words.allContainers}</option>
      {sources.map((source) => (
        <option key={source} value={source}>
          {source}
        </option>
      ))}
    </select>
  )
}
