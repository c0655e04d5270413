import { Waypoints } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import css from './TimelineTools.module.css'

/** While something is selected: what led to it, or all of its restart with the rules. */
export function AllCauses() {
  const { tools: words } = useWords()
  const selected = useApp((state) => state.selection !== undefined)
  const all = usePointer((state) => state.allCauses)
  if (!selected) return null
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={words.allCauses}
      aria-pressed={all}
      title={`${words.allCauses} (A)`}
      onClick={() => setPointer({ allCauses: !all })}
    >
      <Waypoints size={15} />
    </button>
  )
}
