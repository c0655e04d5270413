import { FoldHorizontal } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { foldsOf } from '../../view/time/time-fold.ts'
import { useWords } from '../language/words.ts'
import css from './Transport.module.css'

/** Quiet stretches short or at full length. */
export function GapsToggle({ large = false }: { readonly large?: boolean }) {
  const { tools: words } = useWords()
  const short = useApp((state) => state.gapsShort)
  const setGapsShort = useApp((state) => state.setGapsShort)
  // Only then is it asked for: nothing looks different, and that is not a failure.
  const none = useApp(
    ({ gapsShort, trace }) =>
      gapsShort && trace !== undefined && trace.ending !== 'running' && foldsOf(trace).length === 0,
  )
  return (
    <button
      type="button"
      className={large ? `${css.control} ${css.large}` : css.toggle}
      aria-pressed={short}
      aria-label={words.gaps}
      title={`${words.gaps} (Q)`}
      onClick={() => setGapsShort(!short)}
    >
      <FoldHorizontal size={large ? 22 : 16} />
      {large ? (
        <span className={css.said} role="status">
          {none ? <span className={css.noGaps}>{words.noGaps}</span> : null}
        </span>
      ) : (
        <span className={css.toggleWord} data-none={none || undefined} role="status">
          {none ? words.noGaps : words.gaps}
        </span>
      )}
    </button>
  )
}
