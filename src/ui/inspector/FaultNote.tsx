import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import css from './Inspector.module.css'

/** Our own fault, said plainly, with what is needed to report it. */
export function FaultNote() {
  const { inspector: words } = useWords()
  const fault = useApp((state) => (state.freshness === 'fault' ? state.fault : undefined))
  if (fault === undefined) return null
  return (
    <div className={css.fault} role="alert">
      <h3>{words.faultTitle}</h3>
      <p>{words.faultHint}</p>
      <pre>{fault}</pre>
    </div>
  )
}
