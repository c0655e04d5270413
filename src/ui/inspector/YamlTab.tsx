import { useMemo } from 'react'
import { stringify } from 'yaml'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { podViewAt } from '../../view/inspector/pod-view.ts'
import { clockText } from '../../view/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Inspector.module.css'

/** The API object as it stands at the playhead: `kubectl get pod -o yaml`. */
export function YamlTab({
  trace,
  at,
  uid,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
}) {
  const { inspector: words } = useWords()
  const written = useMemo(() => (uid === undefined ? undefined : podViewAt(trace, uid, at)?.written), [trace, uid, at])
  const text = useMemo(
    () => (written === undefined ? '' : stringify(written.object, { sortMapEntries: true, lineWidth: 0 })),
    [written],
  )
  if (written === undefined) return <p className={css.empty}>{words.noSuchVersion}</p>
  return (
    <>
      <p className={css.version}>
        {words.version(written.object.metadata.resourceVersion ?? '', clockText(written.at, 100), written.by)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <pre className={css.yaml} tabIndex={0}>
        {text}
      </pre>
    </>
  )
}
