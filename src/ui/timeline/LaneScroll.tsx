import { type PointerEvent, useState } from 'react'
import { RULER } from '../../view/lanes/geometry.ts'
import { useWords } from '../language/words.ts'
import { mostScroll, type Stage, scrollBy } from './gestures.ts'
import css from './LaneScroll.module.css'
import { setPointer, usePointer } from './pointer-state.ts'

const LEAST_THUMB = 32
const PAGE_SHARE = 0.8

/** How far the lanes are scrolled, and how many there are below. The keys ↑ ↓ and the wheel do the same. */
export function LaneScroll({ layout, width, height, unit }: Stage) {
  const { tools: words } = useWords()
  const scrollTop = usePointer((state) => state.scrollTop)
  const [grip, setGrip] = useState<{ readonly y: number; readonly top: number }>()
  const stage = { layout, width, height, unit }
  const most = mostScroll(stage)
  if (most <= 0) return null
  const room = height / unit - RULER
  const track = height - RULER * unit
  const thumb = Math.max(LEAST_THUMB, (track * room) / layout.height)
  const top = RULER * unit + ((track - thumb) * Math.min(scrollTop, most)) / most
  const below = layout.lanes.filter((placed) => placed.plotTop + placed.lane.height / 2 > scrollTop + room).length
  const move = (event: PointerEvent) => {
    if (!grip) return
    const to = grip.top + ((event.clientY - grip.y) * most) / Math.max(1, track - thumb)
    setPointer({ scrollTop: Math.min(most, Math.max(0, to)) })
  }
  return (
    <>
      <div
        className={css.thumb}
        data-own-drag
        data-held={grip !== undefined || undefined}
        style={{ top, height: thumb }}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setGrip({ y: event.clientY, top: scrollTop })
        }}
        onPointerMove={move}
        onPointerUp={() => setGrip(undefined)}
        onPointerCancel={() => setGrip(undefined)}
      />
      {below > 0 ? (
        <button type="button" className={css.more} onClick={() => scrollBy(stage, room * PAGE_SHARE)}>
          {words.lanesBelow(below)}
        </button>
      ) : null}
    </>
  )
}
