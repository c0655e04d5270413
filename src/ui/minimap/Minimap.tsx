import { useEffect, useRef } from 'react'
import { shownFolds } from '../../app/folds.ts'
import { appStore } from '../../app/store.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { clampStretch, panScale, timeAt, xOf } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { wordsNow } from '../language/words.ts'
import { readTones, watchTheme } from '../theme/tones.ts'
import { extent, scaleNow } from '../timeline/gestures.ts'
import { stageOnScreen } from '../timeline/on-screen.ts'
import css from './Minimap.module.css'
import { minimapScale, paintLife, paintPlace } from './paint-minimap.ts'

const EDGE_PX = 6

/**
 * The whole life above the transport: drag the frame to look elsewhere, press anywhere else to go there. The same is
 * done by keys, and the same is said by the timeline's lists: for those who listen it is not there.
 */
export function Minimap() {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const element = canvas.current
    const box = host.current
    const ctx = element?.getContext('2d', { alpha: false })
    if (!element || !box || !ctx) return
    let tones = readTones(element)
    let frame = 0
    // The life is painted once and kept: while time plays, only the playhead upon it moves.
    const life = document.createElement('canvas')
    let painted: readonly unknown[] = []
    const paint = () => {
      frame = 0
      const ratio = window.devicePixelRatio || 1
      const [width, height] = [box.clientWidth, box.clientHeight]
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
      if (element.width !== w || element.height !== h) Object.assign(element, { width: w, height: h })
      if (w === 0 || h === 0) return
      const state = appStore.getState()
      const { trace, playheadMs, window: shown, range } = state
      const scene = {
        ...{ width, height, devicePixelRatio: ratio, tones, playheadMs, window: shown },
        lanes: trace ? lanesOf(trace, { words: wordsNow().lanes }) : [],
        eventTimes: trace ? timesOf(trace) : [],
        extentMs: Math.max(1, extent()),
        endMs: trace?.endMs ?? 0,
        folds: shownFolds(state),
        clock: CLOCKS[state.clock],
        range,
      }
      const now = [trace, scene.extentMs, scene.folds, tones, w, h]
      const lifeCtx = life.getContext('2d', { alpha: false })
      if (lifeCtx && now.some((part, i) => part !== painted[i])) {
        Object.assign(life, { width: w, height: h })
        paintLife(lifeCtx, scene)
        painted = now
      }
      ctx.setTransform(1, 0, 0, 1, 0, 0)
      ctx.drawImage(life, 0, 0)
      paintPlace(ctx, scene)
    }
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(paint)
    }
    const observer = new ResizeObserver(schedule)
    observer.observe(box)
    const stops = [
      appStore.subscribe(schedule),
      watchTheme(() => {
        tones = readTones(element)
        schedule()
      }),
      listen(box),
      () => observer.disconnect(),
      () => cancelAnimationFrame(frame),
    ]
    document.fonts.addEventListener('loadingdone', schedule)
    schedule()
    return () => {
      document.fonts.removeEventListener('loadingdone', schedule)
      for (const stop of stops) stop()
    }
  }, [])

  return (
    <div ref={host} className={css.minimap} aria-hidden="true" data-testid="minimap">
      <canvas ref={canvas} />
    </div>
  )
}

const times = new WeakMap<Trace, readonly Time[]>()

function timesOf(trace: Trace): readonly Time[] {
  let known = times.get(trace)
  if (!known) {
    known = trace.events.map((event) => event.at)
    times.set(trace, known)
  }
  return known
}

type Grip =
  | { readonly kind: 'seek' }
  | { readonly kind: 'range'; readonly from: Time }
  | { readonly kind: 'frame'; readonly offsetMs: number }
  | { readonly kind: 'from' | 'to' }

function listen(box: HTMLElement): () => void {
  let grip: Grip | undefined
  const look = (event: PointerEvent) => {
    const bounds = box.getBoundingClientRect()
    const x = event.clientX - bounds.left
    const state = appStore.getState()
    const { window: shown } = state
    const extentMs = Math.max(1, extent())
    const scale = minimapScale(extentMs, bounds.width, shownFolds(state))
    return { x, scale, extentMs, shown, at: Math.min(extentMs, Math.max(0, timeAt(scale, x))) }
  }
  const gripAt = (event: PointerEvent): Grip => {
    const { x, scale, extentMs, shown, at } = look(event)
    if (shown.toMs - shown.fromMs >= extentMs * 0.995) return { kind: 'seek' }
    const [left, right] = [xOf(scale, shown.fromMs), xOf(scale, shown.toMs)]
    if (Math.abs(x - left) <= EDGE_PX) return { kind: 'from' }
    if (Math.abs(x - right) <= EDGE_PX) return { kind: 'to' }
    return x > left && x < right ? { kind: 'frame', offsetMs: at - shown.fromMs } : { kind: 'seek' }
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    box.setPointerCapture(event.pointerId)
    grip = event.shiftKey ? { kind: 'range', from: look(event).at } : gripAt(event)
    if (grip.kind === 'seek') appStore.getState().seek(look(event).at)
  }
  const move = (event: PointerEvent) => {
    if (!grip) {
      const { kind } = gripAt(event)
      box.dataset.over = kind === 'frame' ? 'frame' : kind === 'seek' ? 'time' : 'edge'
      return
    }
    const { at, shown, extentMs } = look(event)
    const { seek, setRange, setWindow } = appStore.getState()
    const length = shown.toMs - shown.fromMs
    switch (grip.kind) {
      case 'seek':
        seek(at)
        break
      case 'range':
        setRange(at === grip.from ? undefined : { fromMs: Math.min(at, grip.from), toMs: Math.max(at, grip.from) })
        break
      case 'frame': {
        const fromMs = at - grip.offsetMs
        const stage = stageOnScreen()
        const plot = stage && scaleNow(stage)
        // Folds within the frame come and go: its width on the timeline stays.
        if (plot) setWindow(panScale(plot, xOf(plot, fromMs) - plot.left, extentMs))
        else setWindow(clampStretch({ fromMs, toMs: fromMs + length }, extentMs))
        break
      }
      case 'from':
        setWindow({ fromMs: Math.min(at, shown.toMs - 200), toMs: shown.toMs })
        break
      case 'to':
        setWindow({ fromMs: shown.fromMs, toMs: Math.max(at, shown.fromMs + 200) })
        break
    }
  }
  const up = () => {
    grip = undefined
  }
  box.addEventListener('pointerdown', down)
  box.addEventListener('pointermove', move)
  box.addEventListener('pointerup', up)
  box.addEventListener('pointercancel', up)
  return () => {
    box.removeEventListener('pointerdown', down)
    box.removeEventListener('pointermove', move)
    box.removeEventListener('pointerup', up)
    box.removeEventListener('pointercancel', up)
  }
}
