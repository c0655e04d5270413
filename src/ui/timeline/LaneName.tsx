import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { appStore } from '../../app/store.ts'
import { POD_LANE, RULER } from '../../view/lanes/geometry.ts'
import type { Foldable, Lane } from '../../view/lanes/lane.ts'
import { countOf, indexAt, nth, timeOf } from '../../view/lanes/pointed.ts'
import { cutMiddle } from '../cut-middle.ts'
import { useWords } from '../language/words.ts'
import { toggleFold } from './folding.ts'
import { showInstant } from './follow.ts'
import { scaleNow } from './gestures.ts'
import type { PlacedLane } from './layout.ts'
import { stageOnScreen } from './on-screen.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import { selectionOf } from './selection.ts'
import css from './Timeline.module.css'

/** So many letters have room beside a lane: of the mono face at 12 px, and of the sans at 10.5. */
const MOST_MONO = 13
const MOST_NOTE = 17
const NAMED: ReadonlySet<Lane['kind']> = new Set(['pod', 'endpoints', 'object', 'node'])
/** What belongs to a container stands further in. */
const INDENT = 2

interface Props {
  readonly placed: PlacedLane
  readonly pinned: boolean
  readonly height: number
}

/** A lane's name, and the way into its marks for the keyboard: Enter goes in, arrows walk, Enter selects, Esc leaves. */
export const LaneName = memo(function LaneName({ placed, pinned, height }: Props) {
  const { timeline: words } = useWords()
  const { lane } = placed
  const count = countOf(lane)
  // Names are cut in their middle; what else is said of a lane, at its end.
  const note = lane.note && NAMED.has(lane.kind) ? shortened(lane.note, placed, MOST_NOTE) : lane.note
  return (
    <div
      className={css.laneName}
      data-kind={lane.kind}
      data-low={isLow(lane) || undefined}
      data-indent={lane.indent || undefined}
      data-pinned={pinned || undefined}
      style={{ height }}
    >
      {/* The pinned copy is for the eye only: the lane itself is still there. */}
      <button
        type="button"
        data-lane={pinned ? undefined : lane.id}
        aria-hidden={pinned || undefined}
        tabIndex={pinned ? -1 : 0}
        aria-label={`${words.lane(lane.name, lane.note)}: ${words.marks(count)}`}
        aria-keyshortcuts="Enter ArrowUp ArrowDown"
        onKeyDown={(event) => walk(event, lane)}
        onFocus={(event) => bringLaneIntoSight(event.currentTarget, placed)}
        onBlur={() => setPointer({ cursor: undefined })}
      >
        {lane.kind !== 'conditions' && (
          <>
            {isLow(lane) ? null : (
              <span className={lane.mono ? css.monoName : css.name} title={lane.name}>
                {lane.mono ? shortened(lane.name, placed, MOST_MONO) : lane.name}
              </span>
            )}
            {lane.note && isLow(lane) ? (
              <span className={css.monoName} title={lane.note}>
                {shortened(lane.note, placed, MOST_MONO)}
              </span>
            ) : null}
            {lane.note && !isLow(lane) ? (
              <span className={css.note} title={lane.note}>
                {note}
              </span>
            ) : null}
          </>
        )}
      </button>
      {lane.fold && !pinned && (
        <FoldButton fold={lane.fold} name={lane.kind === 'pod' ? (lane.note ?? '') : lane.name} />
      )}
      {lane.kind === 'conditions' &&
        lane.rows.map((row) => (
          <span key={row.text} className={row.strong ? css.strongRow : css.row} style={{ top: row.y }} title={row.text}>
            {row.text}
          </span>
        ))}
    </div>
  )
})

/** Where names stand beside lanes, they are cut in their middle: Pods of one owner differ at their ends. */
function shortened(name: string, { lane, plotTop, top }: PlacedLane, most: number): string {
  if (plotTop > top) return name
  return cutMiddle(name, lane.indent ? most - INDENT : most)
}

/** A Pod that is one low lane is called by its own name. */
function isLow(lane: Lane): boolean {
  return lane.kind === 'pod' && lane.height < POD_LANE
}

interface FoldProps {
  readonly fold: Foldable
  readonly name: string
}

function FoldButton({ fold, name }: FoldProps) {
  const { tools: words } = useWords()
  return (
    <button
      type="button"
      className={css.fold}
      aria-expanded={!fold.shut}
      aria-label={fold.shut ? words.unfold(name) : words.fold(name)}
      title={fold.shut ? words.unfold(name) : words.fold(name)}
      onClick={() => toggleFold(fold)}
    >
      <ChevronRight size={12} aria-hidden="true" />
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLButtonElement>, lane: Lane): void {
  const { cursor } = usePointer.getState()
  const inside = cursor?.lane.id === lane.id
  const index = inside ? indexOfCursor(lane, cursor) : -1
  const go = (next: number) => {
    const pointed = nth(lane, next)
    if (!pointed) return
    setPointer({ cursor: pointed })
    bringIntoSight(timeOf(pointed).from)
  }
  switch (event.key) {
    case 'Enter':
    case ' ': {
      if (!inside) go(indexAt(lane, appStore.getState().playheadMs))
      else appStore.getState().select(selectionOf(cursor))
      break
    }
    case 'ArrowRight':
    case 'ArrowLeft':
      // Outside of a lane's marks these keys move the playhead.
      if (!inside) return
      go(index + (event.key === 'ArrowRight' ? 1 : -1))
      break
    case 'ArrowDown':
    case 'ArrowUp':
      moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)
      break
    case 'Escape':
      if (!inside) return
      setPointer({ cursor: undefined })
      break
    default:
      return
  }
  event.preventDefault()
  event.stopPropagation()
}

/** Moves the window, without zooming, until an instant is in it. */
function bringIntoSight(at: number): void {
  const stage = stageOnScreen()
  const scale = stage && scaleNow(stage)
  if (scale && (at < scale.fromMs || at > scale.toMs)) showInstant(scale, at, 0.5)
}

/** Scrolls the lanes until one is between the ruler and the lower edge. */
function bringLaneIntoSight(target: HTMLElement, placed: PlacedLane): void {
  const section = target.closest('section')
  if (!section) return
  const stage = target.closest('[style*="--head"]') ?? section
  const unit = Number(getComputedStyle(section).getPropertyValue('--unit')) || 1
  const head = Number.parseFloat(getComputedStyle(stage).getPropertyValue('--head')) / unit - RULER
  const room = section.clientHeight / unit - RULER
  const { scrollTop } = usePointer.getState()
  if (placed.top < scrollTop + head) setPointer({ scrollTop: Math.max(0, placed.top - head) })
  else if (placed.bottom > scrollTop + room) setPointer({ scrollTop: placed.bottom - room })
}

function indexOfCursor(lane: Lane, cursor: NonNullable<ReturnType<typeof nth>>): number {
  if (cursor.kind === 'mark') return lane.marks.indexOf(cursor.mark)
  return cursor.kind === 'stretch' ? indexAt(lane, cursor.from) : cursor.index
}

function moveFocus(from: HTMLElement, by: 1 | -1): void {
  const names = [...(from.closest('section')?.querySelectorAll<HTMLElement>('[data-lane]') ?? [])]
  names[names.indexOf(from) + by]?.focus({ preventScroll: true })
}
