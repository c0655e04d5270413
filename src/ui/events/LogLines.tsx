import { useEffect, useRef } from 'react'
import type { LogLine } from '../../trace/entry.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Drawer.module.css'

/** Older lines would only make the page slow; they are in the table that a terminal prints. */
const MOST_LINES = 500

/** What the containers printed, the newest at the bottom and in sight. */
export function LogLines({ logs, count }: { readonly logs: readonly LogLine[]; readonly count: number }) {
  const { drawer: words } = useWords()
  const end = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is the reason to scroll
  useEffect(() => {
    // What it returns in newer browsers is no cleanup.
    void end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  if (count === 0) return <p className={css.empty}>{words.noLogs}</p>
  const first = Math.max(0, count - MOST_LINES)
  return (
    <ol className={css.logs}>
      {first > 0 ? <li className={css.earlier}>{words.earlierLines(first)}</li> : null}
      {logs.slice(first, count).map(({ seq, at, pod, container, restart, stream, line }, index) => (
        <li key={seq} ref={first + index === count - 1 ? end : null} data-stream={stream}>
          <time>{clockText(at, 100)}</time>
          <span className={css.printer}>
            {pod.name}/{container}
            {restart > 0 ? ` #${restart + 1}` : ''}
          </span>
          <span className={css.line}>{line}</span>
        </li>
      ))}
    </ol>
  )
}
