import { Check, Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { type RawEntry, rawEntriesAt } from '../../view/explain/raw-entries.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import inspectorCss from './Inspector.module.css'
import css from './TraceTab.module.css'

const MOST = 60

/** What the engine wrote, as it wrote it: the last entries up to the playhead, folded, the newest first. */
export function TraceTab({ trace, at }: { readonly trace: Trace; readonly at: Time }) {
  const { inspector: words, explain: explainWords } = useWords()
  const entries = useMemo(() => rawEntriesAt(trace, at, MOST, explainWords), [trace, at, explainWords])
  if (entries.length === 0) return <p className={inspectorCss.empty}>{words.noTrace}</p>
  return (
    <ol className={css.entries} aria-label={words.tabs.trace}>
      {entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} now={entry.at === at} />
      ))}
    </ol>
  )
}

function Entry({ entry, now }: { readonly entry: RawEntry; readonly now: boolean }) {
  const { inspector: words } = useWords()
  // The JSON of an object is long: it is written out for those who open it.
  const [open, setOpen] = useState(false)
  const [copied, setCopied] = useState(false)
  const json = open ? JSON.stringify(entry.value, null, 2) : ''
  return (
    <li className={css.entry} data-now={now}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={css.summary}>
          <time className={css.time}>{clockText(entry.at, 1)}</time>
          <span className={css.kind}>{entry.kind}</span>
          <span className={css.text}>{entry.text}</span>
        </summary>
        {open ? (
          <>
            <p className={css.actions}>
              <Ask seq={entry.seq}>{`#${entry.seq}`}</Ask>
              <button
                type="button"
                className={css.copy}
                onClick={async () => {
                  try {
                    await navigator.clipboard.writeText(json)
                    setCopied(true)
                  } catch {
                    // Without the permission it can still be selected.
                  }
                }}
              >
                {copied ? <Check size={12} aria-hidden="true" /> : <Copy size={12} aria-hidden="true" />}{' '}
                {copied ? words.addressCopied : words.copyJson}
              </button>
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
            <pre className={css.json} tabIndex={0}>
              {json}
            </pre>
          </>
        ) : null}
      </details>
    </li>
  )
}
