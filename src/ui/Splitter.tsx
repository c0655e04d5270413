import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type SizedPanel, setPanelSize } from '../app/panel-sizes.ts'
import css from './Splitter.module.css'

const STEP = 16
const LARGE_STEP = 64

/** The edge between two panels: dragged, or moved with the arrows; a double click brings the usual size back. */
export function Splitter({
  panel,
  label,
  value,
  min,
  max,
  grows,
}: {
  readonly panel: SizedPanel
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** Towards which side the panel gets larger. */
  readonly grows: 'left' | 'right' | 'up'
}) {
  const drag = useRef<{ readonly from: number; readonly size: number }>(undefined)
  const upright = grows !== 'up'
  const direction = grows === 'right' ? 1 : -1
  const set = (size: number) => setPanelSize(panel, Math.min(Math.max(size, min), Math.max(min, max)))
  const place = (event: PointerEvent) => (upright ? event.clientX : event.clientY)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LARGE_STEP : STEP
    const [less, more] = upright ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    if (event.key === less) set(value - step * direction)
    else if (event.key === more) set(value + step * direction)
    else if (event.key === 'Home') set(min)
    else if (event.key === 'End') set(max)
    else if (event.key === 'Enter') setPanelSize(panel, undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is no hr
    <div
      role="separator"
      className={upright ? css.upright : css.level}
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={Math.max(min, Math.round(max))}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setPanelSize(panel, undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { from: place(event), size: value }
      }}
      onPointerMove={(event) => {
        if (drag.current) set(drag.current.size + (place(event) - drag.current.from) * direction)
      }}
      onPointerUp={() => {
        drag.current = undefined
      }}
      onLostPointerCapture={() => {
        drag.current = undefined
      }}
    />
  )
}
