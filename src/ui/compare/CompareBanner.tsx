import { ArrowLeftRight, Pin, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'
import { setPanels } from '../../app/panels.ts'
import type { Ghost } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import type { Comparison } from '../../view/compare/difference.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { useWords } from '../language/words.ts'
import { titleOf } from '../title.ts'
import css from './Compare.module.css'
import { useComparison } from './use-comparison.ts'

const told = new WeakSet<Ghost>()

/** Over the picture: what it is compared with, and what can be done about that. */
export function CompareBanner() {
  const { comparison: words, gallery } = useWords()
  const state = useComparison()
  const unpin = useApp((store) => store.unpin)
  const swapGhost = useApp((store) => store.swapGhost)
  const restoreGhost = useApp((store) => store.restoreGhost)
  const compared = state.kind === 'compared' ? state.ghost : undefined
  useEffect(() => {
    // What was pinned for comparison is compared now: its differences are what one wants to read. Once: who then reads
    // something else while trying values is not disturbed.
    if (compared === undefined || told.has(compared)) return
    told.add(compared)
    setPanels({ drawer: 'differences' })
  }, [compared])
  if (state.kind === 'none') return null
  const title = titleOf(state.ghost, gallery)
  return (
    <section className={css.banner} aria-label={words.list} data-kind={state.kind}>
      <Pin size={14} aria-hidden="true" className={css.icon} />
      <p className={css.told}>
        <b className={css.name}>{state.kind === 'pinned' ? words.pinned(title) : words.comparedWith(title)}</b>
        {state.kind === 'pinned' ? <span className={css.note}>{words.pinnedHint}</span> : null}
        {state.kind === 'waiting' ? <span className={css.note}>{words.waiting}</span> : null}
      </p>
      {state.kind === 'compared' ? <Found comparison={state.comparison} /> : null}
      <span className={css.actions}>
        {state.kind === 'pinned' ? null : (
          <>
            <button
              type="button"
              className={css.action}
              title={words.swapHint}
              disabled={!compared}
              onClick={swapGhost}
            >
              <ArrowLeftRight size={14} aria-hidden="true" /> <span>{words.swap}</span>
            </button>
            <button
              type="button"
              className={css.action}
              aria-label={words.restore}
              title={words.restoreHint}
              onClick={restoreGhost}
            >
              <Undo2 size={14} aria-hidden="true" /> <span>{words.restore}</span>
            </button>
          </>
        )}
        <button
          type="button"
          className={css.close}
          aria-label={words.unpin}
          title={`${words.unpin} (K)`}
          onClick={unpin}
        >
          <X size={14} />
        </button>
      </span>
    </section>
  )
}

function Found({ comparison: { differences, first } }: { readonly comparison: Comparison }) {
  const { comparison: words } = useWords()
  const seek = useApp((state) => state.seek)
  if (first === undefined && differences.length === 0) return <p className={css.note}>{words.same}</p>
  return (
    <p className={css.found} role="status">
      <button
        type="button"
        className={css.jump}
        onClick={() => setPanels({ drawer: 'differences', inspectorOpen: false })}
      >
        {words.differences(differences.length)}
      </button>
      {first === undefined ? null : (
        <button type="button" className={`${css.jump} ${css.first}`} onClick={() => seek(first)}>
          {words.firstDifference(exactClock(first))}
        </button>
      )}
    </p>
  )
}
