import type { ReactNode } from 'react'
import { setPanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import type { Seq } from '../../trace/entry.ts'
import type { Question } from '../../view/explain/question.ts'
import { useWords } from '../language/words.ts'
import css from './Ask.module.css'

/**
 * A value of which one can ask why: what wrote it is selected, and its causes are told below. That it can be asked is
 * the button's description, not its name: in a table the cell says its value and nothing else.
 */
export function Ask({
  seq,
  what,
  value,
  on,
  children,
}: {
  readonly seq: Seq
  /** The field, and what it says now; without them the entry itself is asked about. */
  readonly what?: string
  readonly value?: string
  /** Which field that is, whatever it is called. */
  readonly on?: Question
  readonly children: ReactNode
}) {
  const { inspector: words } = useWords()
  const select = useApp((state) => state.select)
  return (
    <button
      type="button"
      className={css.ask}
      title={words.askWhy}
      onClick={() => {
        const about = what !== undefined && value !== undefined ? { about: { what, value, on } } : {}
        select({ kind: 'entry', seq, ...about })
        setPanels({ inspectorOpen: true })
        focusWhy()
      }}
    >
      {children}
    </button>
  )
}

/** The chain is another one after the next rendering. */
function focusWhy(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-key="why"]')?.focus())
}
