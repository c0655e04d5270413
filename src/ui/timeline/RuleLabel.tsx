import { EdgeLabelRenderer } from '@xyflow/react'
import { Fragment } from 'react'
import type { RuleId } from '../../trace/rule.ts'
import { useWords } from '../language/words.ts'
import css from './RuleLabel.module.css'

type Point = readonly [number, number]

interface Props {
  readonly rules: readonly RuleId[]
  readonly path: readonly Point[]
}

/** By which rule one thing led to the next: its number beside the arrow, its words for those who ask. */
export function RuleLabel({ rules, path }: Props) {
  const { explain: words } = useWords()
  const { x, y, across } = placeOn(path)
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className={css.rule}
        data-across={across || undefined}
        onPointerEnter={turn}
        onFocus={turn}
        aria-label={rules.map((rule) => `${rule}: ${words.rules[rule]}`).join(' ')}
        style={{ transform: `translate(${x}px, ${y}px)` }}
      >
        {rules.at(-1)}
        {rules.length > 1 && <span className={css.more}>+{rules.length - 1}</span>}
        <span className={css.words} aria-hidden="true">
          {rules.map((rule) => (
            <Fragment key={rule}>
              <b>{rule}</b>
              <span>{words.rules[rule]}</span>
            </Fragment>
          ))}
        </span>
      </button>
    </EdgeLabelRenderer>
  )
}

const WORDS_WIDTH = 280

/** The words open to the side on which there is room for them. */
function turn({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  const room = currentTarget.closest('section')?.getBoundingClientRect().right ?? innerWidth
  currentTarget.toggleAttribute('data-left', currentTarget.getBoundingClientRect().left + WORDS_WIDTH > room)
}

/** The middle of the longest part of an arrow, and whether it runs across or up. */
function placeOn(path: readonly Point[]): { readonly x: number; readonly y: number; readonly across: boolean } {
  let best = { x: 0, y: 0, across: false, length: -1 }
  for (const [i, [x1, y1]] of path.entries()) {
    const before = path[i - 1]
    if (!before) continue
    const [x0, y0] = before
    const length = Math.abs(x1 - x0) + Math.abs(y1 - y0)
    if (length > best.length) best = { x: (x0 + x1) / 2, y: (y0 + y1) / 2, across: Math.abs(x1 - x0) > 1, length }
  }
  return best
}
