import { appStore } from '../../app/store.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { loupeLanes, loupeStretch } from '../../view/lanes/loupe.ts'
import { timeOf } from '../../view/lanes/pointed.ts'
import { type Stage, scaleNow } from './gestures.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import { fitSelection, ZOOM_STEP, zoomBy } from './zoom.ts'

/** What the loupe is for: marks that are narrower than this. */
const SMALL_PX = 6

/** What only moves what is seen: all that there is in a room, which looks at nothing that is still to come. */
const MOVING = ['+', '=', '-', '−', '0']

/** The timeline's single keys: + and − zoom, 0 shows all, L looks closer, up and down go to the lanes. */
export function listenToKeys(element: HTMLElement, stage: () => Stage, presented = false): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (presented && !MOVING.includes(event.key)) return
    switch (event.key) {
      case '+':
      case '=':
        zoomBy(ZOOM_STEP, stage())
        break
      case '-':
      case '−':
        zoomBy(1 / ZOOM_STEP, stage())
        break
      case '0':
        appStore.getState().fitWindow()
        break
      case 'f':
      case 'F':
        if (!fitSpan()) fitSelection(stage())
        break
      case 'a':
      case 'A':
        setPointer({ allCauses: !usePointer.getState().allCauses })
        break
      case 'l':
      case 'L':
        toggleLoupe(stage())
        break
      case 'Escape':
        if (usePointer.getState().span) setPointer({ span: undefined })
        else if (usePointer.getState().loupe) setPointer({ loupe: undefined })
        else return
        break
      case 'ArrowDown':
      case 'ArrowUp':
        if (document.activeElement !== document.body) return
        element.querySelector<HTMLElement>('[data-lane]')?.focus({ preventScroll: true })
        break
      default:
        return
    }
    event.preventDefault()
  }
  // Before the page's own keys: Esc closes the loupe first, and gives up the selection only then.
  addEventListener('keydown', pressed, true)
  return () => removeEventListener('keydown', pressed, true)
}

/** What was dragged over comes before everything else that could be meant. */
function fitSpan(): boolean {
  const { span } = usePointer.getState()
  if (!span) return false
  appStore.getState().setWindow(span)
  setPointer({ span: undefined })
  return true
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], .nokey, [role="menu"], [role="dialog"]') !== null
  )
}

/** Of what the keyboard or the pointer is on; of the first container at the playhead, if they are on nothing. */
function toggleLoupe(stage: Stage): void {
  const { cursor, hovered, hoveredAt, loupe } = usePointer.getState()
  const lanes = stage.layout.lanes.map((placed) => placed.lane)
  const pointed = cursor ?? hovered
  const lane: Lane | undefined = pointed?.lane ?? lanes.find((each) => each.kind === 'container')
  const { trace, playheadMs } = appStore.getState()
  if ((loupe && !pointed) || !lane || !trace) {
    setPointer({ loupe: undefined })
    return
  }
  openLoupe(stage, lane, cursor ? timeOf(cursor).from : hovered ? hoveredAt : playheadMs)
}

export function openLoupe(stage: Stage, lane: Lane, at: number): void {
  const { trace } = appStore.getState()
  if (!trace) return
  const lanes = stage.layout.lanes.map((placed) => placed.lane)
  const shown = loupeLanes(lanes, lane)
  const small = SMALL_PX / scaleNow(stage).pxPerMs
  setPointer({ loupe: { lane: lane.id, stretch: loupeStretch(shown, at, small, trace.endMs) } })
}
