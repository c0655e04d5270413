import { useEffect, useRef } from 'react'
import { shownFolds } from '../../app/folds.ts'
import { appStore } from '../../app/store.ts'
import { sampledPlayhead } from '../../app/throttled-playhead.ts'
import { type Anchor, killArrows } from '../../view/lanes/causes.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { timeOf } from '../../view/lanes/pointed.ts'
import { NO_FOLDS } from '../../view/time/time-fold.ts'
import type { Stretch } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useComparing } from '../compare/comparing-loaded.ts'
import { watchWords, wordsNow } from '../language/words.ts'
import { readTones, type Tones, watchTheme } from '../theme/tones.ts'
import { type Layout, plotScale } from './layout.ts'
import { forgetWidths } from './paint/brush.ts'
import type { Scene } from './paint/scene.ts'
import { stripBetween } from './paint/strip.ts'
import { paintTimeline } from './paint/timeline.ts'
import { usePointer } from './pointer-state.ts'
import { pulses } from './pulse.ts'
import css from './Timeline.module.css'

interface Props {
  readonly lanes: readonly Lane[]
  readonly layout: Layout
  readonly chain: readonly Anchor[]
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  readonly unit: number
  /** Instead of the window of the store. */
  readonly stretch?: Stretch
  readonly veiled?: boolean
}

/**
 * The dense marks, all of them, on one canvas. It reads the stores itself and paints at most once a frame, and only if
 * something that can be seen has changed: React does not run while time does.
 */
export function TimelineCanvas(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(props)
  const repaint = useRef<() => void>(() => {})

  useEffect(() => {
    const element = canvas.current
    const ctx = element?.getContext('2d', { alpha: false })
    if (!element || !ctx) return
    let tones: Tones = readTones(element)
    let frame = 0
    let painted: Scene | undefined
    const pulse = pulses()
    const paint = () => {
      frame = 0
      const { width, height } = latest.current
      const ratio = window.devicePixelRatio || 1
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
      if (element.width !== w || element.height !== h) {
        Object.assign(element, { width: w, height: h })
        painted = undefined
      }
      if (w === 0 || h === 0) return
      const still = sceneOf(latest.current, tones, ratio)
      const scene = { ...still, pulse: latest.current.stretch ? undefined : pulse(still) }
      // It fades also where nothing else moves any more.
      if (scene.pulse) schedule()
      paintTimeline(ctx, scene, stripBetween(painted, scene))
      painted = scene
    }
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(paint)
    }
    repaint.current = schedule
    const fontsCame = () => {
      forgetWidths()
      painted = undefined
      schedule()
    }
    const stops = [
      appStore.subscribe(schedule),
      usePointer.subscribe((state, before) => {
        const same =
          state.scrollTop === before.scrollTop &&
          state.cursor === before.cursor &&
          state.hovered === before.hovered &&
          state.span === before.span &&
          state.lit === before.lit
        if (!same) schedule()
      }),
      useComparing.subscribe(schedule),
      watchWords(schedule),
      watchTheme(() => {
        tones = readTones(element)
        schedule()
      }),
    ]
    document.fonts.addEventListener('loadingdone', fontsCame)
    schedule()
    return () => {
      for (const stop of stops) stop()
      document.fonts.removeEventListener('loadingdone', fontsCame)
      cancelAnimationFrame(frame)
    }
  }, [])

  useEffect(() => {
    latest.current = props
    repaint.current()
  }, [props])

  return (
    <div className={css.canvas} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  )
}

/** The same lanes without anything that somebody does to them. */
export function stillScene(
  { layout, width, height, unit }: Pick<Props, 'layout' | 'width' | 'height' | 'unit'>,
  tones: Tones,
  devicePixelRatio: number,
): Scene {
  const lanes = layout.lanes.map(({ lane }) => lane)
  const scene = sceneOf({ lanes, layout, chain: [], width, height, unit }, tones, devicePixelRatio)
  return {
    ...scene,
    scrollTop: 0,
    faint: false,
    hovered: undefined,
    span: undefined,
    cursor: undefined,
    lit: undefined,
  }
}

function sceneOf(
  { lanes, layout, chain, width, height, unit, stretch, veiled = false }: Props,
  tones: Tones,
  devicePixelRatio: number,
): Scene {
  const state = appStore.getState()
  const { trace, window, playheadMs, freshness, ghost } = state
  const { comparing } = useComparing.getState()
  const { scrollTop, cursor, hovered, span, lit } = usePointer.getState()
  return {
    width: width / unit,
    height: height / unit,
    unit,
    devicePixelRatio,
    scale: plotScale(stretch ?? window, width / unit, layout.names, stretch ? NO_FOLDS : shownFolds(state)),
    clock: CLOCKS[state.clock],
    range: stretch ? undefined : state.range,
    layout,
    scrollTop: stretch ? 0 : scrollTop,
    tones,
    words: wordsNow().timeline,
    laneWords: wordsNow().lanes,
    playheadMs,
    // While it plays, tenths: the last two digits could not be read.
    clockMs: state.playing ? Math.floor(sampledPlayhead() / 100) * 100 : playheadMs,
    trace,
    refused: freshness === 'refused' || freshness === 'fault',
    veiled,
    faint: state.playing && !state.futureWhole && !stretch,
    ghost: ghost && trace && ghost.trace !== trace ? comparing?.ghostLanes(ghost.trace, trace) : undefined,
    arrows: trace ? killArrows(trace, lanes) : [],
    chain,
    hovered: stretch ? undefined : hovered,
    span: stretch ? undefined : span,
    pulse: undefined,
    lit: stretch ? undefined : lit,
    cursor: stretch ? undefined : cursor && { lane: cursor.lane.id, ...timeOf(cursor) },
  }
}
