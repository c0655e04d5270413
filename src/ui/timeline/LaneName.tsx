import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { appStore } from '../../app/store.ts'
import { POD_LANE, RULER } from '../../view/lanes/geometry.ts'
import type { Foldable, Lane } from '../../view/lanes/lane.ts'
import { countOf, indexAt, nth, timeOf } from '../../view/lanes/pointed.ts'
import { useWords } from '../language/words.ts'
import { toggleFold } from './folding.ts'
import { showInstant } from './follow.ts'
import { scaleNow } from './gestures.ts'
import type { PlacedLane } from './layout.ts'
import { stageOnScreen } from './on-screen.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import { selectionOf } from './selection.ts'
import css from './Timeline.module.css'

/** So much of a name's end is always there: a controller's suffix. */
const TAIL = 6

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
            {isLow(lane) ? null : <span className={lane.mono ? css.monoName : css.name}>{lane.name}</span>}
            {lane.note && isLow(lane) ? (
              // Pods of one owner differ at their ends.
              <span className={css.cutName} title={lane.note}>
                <span className={css.monoName}>{lane.note.slice(0, -TAIL)}</span>
                <span className={css.monoName}>{lane.note.slice(-TAIL)}</span>
              </span>
            ) : null}
            {lane.note && !isLow(lane) ? <span className={css.note}>{lane.note}</span> : null}
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
