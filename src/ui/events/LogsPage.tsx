import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { countUpTo } from '../../trace/search.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Drawer.module.css'
import { LogLines } from './LogLines.tsx'
import { LogSource, useLogs } from './LogSource.tsx'

/** What the containers have printed up to the playhead, where there is no drawer for it. */
export function LogsPage() {
  const { drawer: words } = useWords()
  const trace = useApp((state) => state.trace)
  const at = useThrottledPlayhead(200)
  const logs = useLogs(trace)
  return (
    <section className={css.page} aria-label={words.logs}>
      <div className={css.pageHead}>
        <h2 className={css.heading}>{words.logs}</h2>
        <LogSource trace={trace} />
        <span className={css.at}>{words.seen(clockText(at, 100))}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <div className={css.body} tabIndex={0}>
        <LogLines logs={logs} count={countUpTo(logs, at)} />
      </div>
    </section>
  )
}
