import { useEffect, useMemo, useState } from 'react'
import { findFix, type Offer, takeFix } from '../../app/fix-it.ts'
import { useApp } from '../../app/store.ts'
import { runSentence } from '../../view/explain/run-sentence.ts'
import type { FixSubject, FixWhat } from '../../view/fixes/fix.ts'
import type { Words } from '../language/english.ts'
import { useWords } from '../language/words.ts'
import css from './FixIt.module.css'

/** While somebody types or plays, nothing is tried. */
const PATIENCE_MS = 600

/** The edit that would cure it, tried before it is offered; it is compared with the run before. */
export function FixIt({ subject, compact = false }: { readonly subject: FixSubject; readonly compact?: boolean }) {
  const { explain, fixes: words, lanes } = useWords()
  const text = useApp((state) => state.text)
  const trace = useApp((state) => state.trace)
  const idle = useApp((state) => state.freshness === 'fresh' && !state.busy && !state.playing)
  // What is asked about is another value at each rendering, and mostly says the same.
  const key = JSON.stringify(subject)
  const [found, setFound] = useState<{
    readonly key: string
    readonly text: string
    readonly offer: Offer | undefined
  }>()
  const known = found?.key === key && found.text === text
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked about
  useEffect(() => {
    if (!idle || trace === undefined || trace.ending === 'running' || known) return
    let wanted = true
    const timer = setTimeout(async () => {
      const offer = await findFix(trace, text, subject).catch(() => undefined)
      if (wanted) setFound({ key, text, offer })
    }, PATIENCE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [idle, trace, text, key, known])
  const offer = known ? found.offer : undefined
  const outcome = useMemo(
    () => offer?.run && runSentence(offer.run, { runs: explain.runs, answers: explain.answers, lanes })?.text,
    [offer, explain, lanes],
  )
  if (offer === undefined) return null
  return (
    <p className={compact ? css.compact : css.fix} data-key="fix">
      <button type="button" className={css.button} disabled={!idle} onClick={() => takeFix(offer, text)}>
        {labelOf(offer.candidate.what, words)}
      </button>
      {compact ? null : (
        <span className={css.note}>{outcome === undefined ? words.untried : words.tried(outcome)}</span>
      )}
    </p>
  )
}

function labelOf(what: FixWhat, words: Words['fixes']): string {
  switch (what.kind) {
    case 'set':
      return words.set(what.field, what.value)
    case 'unset':
      return words.unset(what.field)
    case 'addObject':
      return words.addObject(what.objectKind, what.name)
    case 'addKey':
      return words.addKey(what.objectKind, what.name, what.key)
  }
}
