import { FoldHorizontal } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import css from './Transport.module.css'

/** Quiet stretches short or at full length. */
export function GapsToggle({ large = false }: { readonly large?: boolean }) {
  const { tools: words } = useWords()
  const short = useApp((state) => state.gapsShort)
  const setGapsShort = useApp((state) => state.setGapsShort)
  return (
    <button
      type="button"
      className={large ? css.control : css.toggle}
      aria-pressed={short}
      aria-label={words.gaps}
      title={`${words.gaps} (Q)`}
      onClick={() => setGapsShort(!short)}
    >
      <FoldHorizontal size={large ? 22 : 16} />
      {large ? null : <span className={css.toggleWord}>{words.gaps}</span>}
    </button>
  )
}
