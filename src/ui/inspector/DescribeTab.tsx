import { useMemo } from 'react'
import type { Activity } from '../../kubectl/client/api-client.ts'
import { describeObject } from '../../kubectl/printers/describe/describe-object.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { objectVersionAt } from '../../view/inspector/object-version.ts'
import { TraceReader } from '../../view/reader/trace-reader.ts'
import { useWords } from '../language/words.ts'
import { CopyButton } from './CopyButton.tsx'
import css from './Describe.module.css'
import inspectorCss from './Inspector.module.css'
import { ObjectChoice, useShownObject } from './ObjectChoice.tsx'

/** What `kubectl describe` prints of an object at the playhead, its Events at the end. */
export function DescribeTab({
  trace,
  at,
  uid,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
}) {
  const { inspector: words } = useWords()
  const { key, keys } = useShownObject(trace, at, uid)
  const second = Math.floor(at / 1000) * 1000
  const text = useMemo(() => {
    const written = key === undefined ? undefined : objectVersionAt(trace, key, at)?.written
    if (written === undefined) return undefined
    const reader = new TraceReader(trace, at)
    // kubectl's ages are whole seconds: within one, only what is written makes another text.
    return result(describeObject(written.object, { reader, now: Math.max(second, written.at), showEvents: true }))
  }, [trace, at, second, key])
  if (key === undefined || text === undefined) return <p className={inspectorCss.empty}>{words.noSuchVersion}</p>
  return (
    <>
      <div className={css.bar}>
        <ObjectChoice keys={keys} value={key} />
        <CopyButton text={text} label={words.copyText} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <pre className={css.text} tabIndex={0} lang="en">
        {text}
      </pre>
    </>
  )
}

/** Nothing that only reads a finished run has to wait. */
function result<T>(activity: Activity<T>): T | undefined {
  const step = activity.next()
  return step.done ? step.value : undefined
}
