import { shownFolds } from '../../app/folds.ts'
import { appStore, wholeOf } from '../../app/store.ts'
import type { Time } from '../../lib/time.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { type Pointed, pointedOn } from '../../view/lanes/pointed.ts'
import { panScale, type TimeScale, timeAt, xOf, zoomScale } from '../../view/time/time-scale.ts'
import { type Layout, pinnedTop, plotScale } from './layout.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import { selectionOf } from './selection.ts'

/** How the timeline stands now; asked for at each event. */
export interface Stage {
  readonly layout: Layout
  readonly width: number
  readonly height: number
  readonly unit: number
}

const CLICK_PX = 4
const NEAR_PLAYHEAD_PX = 5
const REACH_PX = 6
/** One notch of a mouse's wheel. */
const NOTCH_ZOOM = 1.2
/** From here on it is a mouse's notch, or several; a trackpad's pinch comes in smaller steps. */
const NOTCH_PX = 40
const ZOOM_PER_PIXEL = 0.01
const HINT_MS = 2_500

type Grip =
  | { readonly kind: 'seek' }
  /** A range that is being marked upon the ruler, from where the pointer went down. */
  | { readonly kind: 'range'; readonly from: Time; readonly x: number }
  | { readonly kind: 'pan'; readonly x: number; readonly y: number; lastX: number; lastY: number; moved: boolean }
  /** A span upon the lanes, of which the numbers are asked for. */
  | { readonly kind: 'span'; readonly x: number; readonly from: Time; moved: boolean }

/** Wheel, drag, pinch, hover and click on the timeline. Returns how to let go of the element. */
export function listenToGestures(
  element: HTMLElement,
  stage: () => Stage,
  look: (lane: Lane, at: number) => void,
): () => void {
  const pointers = new Map<number, { x: number; y: number }>()
  let grip: Grip | undefined

  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect()
    const { unit } = stage()
    return { x: (event.clientX - box.left) / unit, y: (event.clientY - box.top) / unit }
  }

  const wheel = (event: WheelEvent) => {
    const { x } = place(event)
    const scale = scaleNow(stage())
    const [dx, dy] = [pixels(event, event.deltaX), pixels(event, event.deltaY)]
    const sideways = event.shiftKey ? dy + dx : Math.abs(dx) > Math.abs(dy) ? dx : 0
    if (event.ctrlKey || event.metaKey) zoom(scale, x, zoomOfWheel(dy))
    else if (sideways !== 0) pan(scale, sideways)
    else if (mostScroll(stage()) > 0) scrollBy(stage(), dy)
    else {
      // Nothing to scroll here: perhaps in the page around it.
      hintAtWheel()
      return
    }
    event.preventDefault()
  }

  const down = (event: PointerEvent) => {
    const middle = event.button === 1
    if ((event.button !== 0 && !middle) || (event.target as Element).closest('a, button, [data-own-drag]')) return
    if (middle) event.preventDefault()
    const at = place(event)
    pointers.set(event.pointerId, at)
    const scale = scaleNow(stage())
    if (at.x < scale.left - 16) return
    element.setPointerCapture(event.pointerId)
    const near = Math.abs(at.x - xOf(scale, appStore.getState().playheadMs)) <= NEAR_PLAYHEAD_PX
    if (at.y < RULER && event.shiftKey) {
      grip = { kind: 'range', from: clampedTime(scale, at.x), x: at.x }
    } else if (at.y < RULER || (near && event.pointerType === 'mouse')) {
      grip = { kind: 'seek' }
      if (at.y < RULER) seek(scale, at.x)
    } else if (event.pointerType === 'mouse' && !event.shiftKey && !middle) {
      grip = { kind: 'span', from: clampedTime(scale, at.x), x: at.x, moved: false }
    } else {
      grip = { kind: 'pan', x: at.x, y: at.y, lastX: at.x, lastY: at.y, moved: false }
    }
  }

  const move = (event: PointerEvent) => {
    const at = place(event)
    const known = pointers.get(event.pointerId)
    if (!known) {
      hover(element, stage(), at)
      return
    }
    const scale = scaleNow(stage())
    if (pointers.size === 2) {
      pinch(scale, pointers, event.pointerId, at)
      pointers.set(event.pointerId, at)
      if (grip?.kind === 'pan') grip.moved = true
      return
    }
    pointers.set(event.pointerId, at)
    if (grip?.kind === 'seek') seek(scale, at.x)
    if (grip?.kind === 'range') markRange(scale, grip, at.x)
    if (grip?.kind === 'span') markSpan(scale, grip, at.x)
    if (grip?.kind !== 'pan') return
    if (Math.hypot(at.x - grip.x, at.y - grip.y) > CLICK_PX) grip.moved = true
    if (!grip.moved) return
    pan(scale, grip.lastX - at.x)
    scrollBy(stage(), grip.lastY - at.y)
    grip.lastX = at.x
    grip.lastY = at.y
  }

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return
    if ((grip?.kind === 'pan' || grip?.kind === 'span') && !grip.moved && event.type === 'pointerup') {
      setPointer({ span: undefined })
      const at = place(event)
      const pointed = pointAt(stage(), at)
      appStore.getState().select(selectionOf(pointed))
      const { unit } = stage()
      setPointer({ hovered: pointed, pointerX: at.x * unit, pointerY: at.y * unit })
    }
    if (pointers.size === 0) grip = undefined
  }

  // What is too small to be read is brought near: a second click at the same place.
  const near = (event: MouseEvent) => {
    const at = place(event)
    const pointed = pointAt(stage(), at)
    if (pointed) look(pointed.lane, timeAt(scaleNow(stage()), at.x))
  }

  const leave = () => setPointer({ hovered: undefined })

  // Before React Flow sees them: it would take some for its own pan and zoom, which are locked.
  const capture = { capture: true } as const
  element.addEventListener('wheel', wheel, { capture: true, passive: false })
  element.addEventListener('pointerdown', down, capture)
  element.addEventListener('pointermove', move, capture)
  element.addEventListener('pointerup', up, capture)
  element.addEventListener('pointercancel', up, capture)
  element.addEventListener('dblclick', near, capture)
  element.addEventListener('pointerleave', leave)
  return () => {
    element.removeEventListener('wheel', wheel, capture)
    element.removeEventListener('pointerdown', down, capture)
    element.removeEventListener('pointermove', move, capture)
    element.removeEventListener('pointerup', up, capture)
    element.removeEventListener('pointercancel', up, capture)
    element.removeEventListener('dblclick', near, capture)
    element.removeEventListener('pointerleave', leave)
  }
}

export function scaleNow({ width, unit, layout }: Stage): TimeScale {
  const state = appStore.getState()
  return plotScale(state.window, width / unit, layout.names, shownFolds(state))
}

export function extent(): number {
  const { trace, window, ghost } = appStore.getState()
  return trace === undefined ? window.toMs : wholeOf(trace, ghost?.trace).toMs
}

function pixels(event: WheelEvent, delta: number): number {
  return event.deltaMode === WheelEvent.DOM_DELTA_LINE ? delta * 16 : delta
}

function zoom(scale: TimeScale, x: number, factor: number): void {
  const { setWindow } = appStore.getState()
  setWindow(zoomScale(scale, factor, timeAt(scale, Math.max(scale.left, Math.min(scale.right, x))), extent()))
}

function pan(scale: TimeScale, px: number): void {
  if (px === 0) return
  appStore.getState().setWindow(panScale(scale, px, extent()))
}

/** Fingers keep the instants that they hold. */
function pinch(
  scale: TimeScale,
  pointers: ReadonlyMap<number, { readonly x: number }>,
  moved: number,
  to: { readonly x: number },
): void {
  const other = [...pointers].find(([id]) => id !== moved)?.[1]
  const from = pointers.get(moved)
  if (!other || !from) return
  const [before, after] = [Math.abs(from.x - other.x), Math.abs(to.x - other.x)]
  if (before > 8 && after > 8) zoom(scale, other.x, after / before)
}

function clampedTime(scale: TimeScale, x: number): Time {
  return timeAt(scale, Math.max(scale.left, Math.min(scale.right, x)))
}

function seek(scale: TimeScale, x: number): void {
  appStore.getState().seek(clampedTime(scale, x))
}

/** A range of no length is none. */
function markRange(scale: TimeScale, { from, x: start }: { readonly from: Time; readonly x: number }, x: number): void {
  const to = clampedTime(scale, x)
  const range = Math.abs(x - start) > CLICK_PX ? { fromMs: Math.min(from, to), toMs: Math.max(from, to) } : undefined
  appStore.getState().setRange(range)
}

/** From where to where the pointer went, on the grid of what can be told apart. */
function markSpan(
  scale: TimeScale,
  grip: { readonly from: Time; readonly x: number; moved: boolean },
  x: number,
): void {
  if (Math.abs(x - grip.x) > CLICK_PX) grip.moved = true
  if (!grip.moved) return
  const to = clampedTime(scale, x)
  setPointer({ span: { fromMs: Math.min(grip.from, to), toMs: Math.max(grip.from, to, Math.min(grip.from, to) + 1) } })
}

/** How much closer: a notch of a mouse is always the same, whatever its browser counts it for. */
function zoomOfWheel(dy: number): number {
  if (Math.abs(dy) < NOTCH_PX) return Math.exp(-dy * ZOOM_PER_PIXEL)
  const notches = Math.max(1, Math.round(Math.abs(dy) / 120))
  return NOTCH_ZOOM ** (-Math.sign(dy) * notches)
}

let hinting: ReturnType<typeof setTimeout> | undefined

function hintAtWheel(): void {
  clearTimeout(hinting)
  hinting = setTimeout(() => setPointer({ wheelHint: false }), HINT_MS)
  if (!usePointer.getState().wheelHint) setPointer({ wheelHint: true })
}

/** How far the lanes can be scrolled. */
export function mostScroll({ layout, height, unit }: Stage): number {
  return Math.max(0, layout.height - (height / unit - RULER))
}

export function scrollBy(stage: Stage, px: number): void {
  const most = mostScroll(stage)
  const { scrollTop } = usePointer.getState()
  const next = Math.min(most, Math.max(0, scrollTop + px))
  if (next !== scrollTop) setPointer({ scrollTop: next })
}

function pointAt(stage: Stage, { x, y }: { readonly x: number; readonly y: number }): Pointed | undefined {
  const scale = scaleNow(stage)
  if (y < RULER || x < scale.left - REACH_PX) return undefined
  const { scrollTop } = usePointer.getState()
  const { layout } = stage
  const { pinned } = layout
  if (pinned) {
    const top = pinnedTop(pinned, scrollTop)
    if (y >= top && y < top + pinned.bottom - pinned.top) {
      return pointedOn(pinned.lane, scale, x, y - top - (pinned.plotTop - pinned.top), REACH_PX)
    }
  }
  const inside = y - RULER + scrollTop
  const placed = layout.lanes.find((each) => inside >= each.top && inside < each.bottom)
  return placed && pointedOn(placed.lane, scale, x, inside - placed.plotTop, REACH_PX)
}

function hover(element: HTMLElement, stage: Stage, at: { readonly x: number; readonly y: number }): void {
  const scale = scaleNow(stage)
  const near = Math.abs(at.x - xOf(scale, appStore.getState().playheadMs)) <= NEAR_PLAYHEAD_PX
  const pointed = pointAt(stage, at)
  const inNames = at.x < scale.left - 16
  element.dataset.pointing = inNames ? 'names' : at.y < RULER || near ? 'time' : pointed ? 'mark' : 'plot'
  const { hovered } = usePointer.getState()
  if (!pointed && !hovered) return
  setPointer({
    hovered: same(pointed, hovered) ? hovered : pointed,
    hoveredAt: timeAt(scale, at.x),
    pointerX: at.x * stage.unit,
    pointerY: at.y * stage.unit,
  })
}

function same(a: Pointed | undefined, b: Pointed | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'mark') return b.kind === 'mark' && a.mark === b.mark
  if (a.kind === 'stretch') return b.kind === 'stretch' && a.lane === b.lane && a.from === b.from
  if (b.kind === 'stretch' || b.kind === 'mark') return false
  return b.kind === a.kind && a.lane === b.lane && a.index === b.index
}
