import { RotateCw } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { restartsOf } from '../../view/restarts.ts'
import { useWords } from '../language/words.ts'
import css from './Transport.module.css'

/** To the next restart; where there is none, there is no button. */
export function RestartButton({ size }: { readonly size: number }) {
  const { tools: words } = useWords()
  const any = useApp((state) => state.trace !== undefined && restartsOf(state.trace).length > 0)
  const stepRestart = useApp((state) => state.stepRestart)
  if (!any) return null
  return (
    <button
      type="button"
      className={css.control}
      aria-label={words.nextRestart}
      title={`${words.nextRestart} (N)`}
      onClick={() => stepRestart(1)}
    >
      <RotateCw size={size} />
    </button>
  )
}
