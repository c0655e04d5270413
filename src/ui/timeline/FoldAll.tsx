import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { useWords } from '../language/words.ts'
import { foldAll, useFolding } from './folding.ts'
import css from './TimelineTools.module.css'

/** With so many lanes that can be put away, somebody wants to do it at once. */
const SEVERAL = 4

/** Puts all away that can be, or opens it. Where there is little to put away, there is no button. */
export function FoldAll() {
  const { tools: words, lanes: inLanes } = useWords()
  const shut = useFolding()
  const folds = useApp((state) => state.trace && lanesOf(state.trace, { words: inLanes, shut }))?.flatMap((lane) =>
    lane.fold ? [{ ...lane.fold, pod: lane.kind === 'pod' }] : [],
  )
  if (!folds || (folds.length < SEVERAL && !folds.some(({ pod }) => pod))) return null
  const open = folds.some((fold) => !fold.shut)
  const name = open ? words.foldAll : words.unfoldAll
  return (
    <button type="button" className={css.tool} aria-label={name} title={name} onClick={() => foldAll(open)}>
      {open ? <ChevronsDownUp size={15} /> : <ChevronsUpDown size={15} />}
    </button>
  )
}
