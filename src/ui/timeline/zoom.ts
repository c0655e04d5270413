import { appStore } from '../../app/store.ts'
import { findSeq } from '../../view/lanes/causes.ts'
import { selectedStretch } from '../../view/lanes/selected-stretch.ts'
import { timeAt, zoomScale } from '../../view/time/time-scale.ts'
import { extent, type Stage, scaleNow } from './gestures.ts'
import { stageOnScreen } from './on-screen.ts'

export const ZOOM_STEP = 1.5

/** Closer (factor > 1) or farther, around the playhead where it is in sight. */
export function zoomBy(factor: number, stage: Stage | undefined = stageOnScreen()): void {
  if (!stage) return
  const { playheadMs, setWindow } = appStore.getState()
  const scale = scaleNow(stage)
  const inSight = playheadMs >= scale.fromMs && playheadMs <= scale.toMs
  const at = inSight ? playheadMs : timeAt(scale, (scale.left + scale.right) / 2)
  setWindow(zoomScale(scale, factor, at, extent()))
}

/** To what is selected; to the range where nothing is; else to all. */
export function fitSelection(stage: Stage | undefined = stageOnScreen()): void {
  const { trace, selection, range, setWindow, fitWindow } = appStore.getState()
  if (!trace || !stage) return
  const found = selection && (selection.kind === 'attempt' ? selection : findSeq(trace, selection.seq))
  if (found) {
    const columns = found.kind === 'attempt' ? trace.probes[found.track]?.columns : undefined
    const seq = found.kind === 'entry' ? found.entry.seq : (columns?.seq[found.index] ?? 0)
    const at = found.kind === 'entry' ? found.entry.at : (columns?.endAt[found.index] ?? 0)
    const lanes = stage.layout.lanes.map(({ lane }) => lane)
    setWindow(selectedStretch(lanes, seq, at, trace.endMs))
  } else if (range) setWindow(range)
  else fitWindow()
}
