import { useApp } from '../../app/store.ts'
import css from './Inspector.module.css'
import { INSPECTOR_EN as words } from './words-en.ts'

/** Our own fault, said plainly, with what is needed to report it. */
export function FaultNote() {
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
