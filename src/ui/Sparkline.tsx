import { useEffect, useRef, useState } from 'react'
import { previewTrace } from '../app/preview.ts'
import { lanesOf } from '../view/lanes/lanes.ts'
import { NO_FOLDS } from '../view/time/time-fold.ts'
import { CLOCKS } from '../view/time/wall-clock.ts'
import css from './EmptyHint.module.css'
import { wordsNow } from './language/words.ts'
import { MINIMAP_PAD, paintLife } from './minimap/paint-minimap.ts'
import { readTones, watchTheme } from './theme/tones.ts'

const HEIGHT = 48

/** A whole life as small as in the minimap. What it shows is said in words beside it. */
export function Sparkline({ text }: { readonly text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [trace, setTrace] = useState<Awaited<ReturnType<typeof previewTrace>>>()
  useEffect(() => {
    let wanted = true
    void previewTrace(text).then((found) => {
      if (wanted) setTrace(found)
    })
    return () => {
      wanted = false
    }
  }, [text])
  useEffect(() => {
    const element = canvas.current
    const ctx = element?.getContext('2d', { alpha: false })
    if (!element || !ctx || trace === undefined) return
    const paint = () => {
      const ratio = window.devicePixelRatio || 1
      // The bars go to the edges of the card's text: the minimap's own margins are cut off.
      const width = element.clientWidth
      Object.assign(element, { width: Math.round(width * ratio), height: Math.round(HEIGHT * ratio) })
      paintLife(ctx, {
        ...{ width, height: HEIGHT, devicePixelRatio: ratio, tones: readTones(element) },
        lanes: lanesOf(trace, { words: wordsNow().lanes }),
        eventTimes: [],
        extentMs: trace.endMs,
        endMs: trace.endMs,
        window: { fromMs: 0, toMs: trace.endMs },
        playheadMs: 0,
        folds: NO_FOLDS,
        clock: CLOCKS.relative,
        range: undefined,
      })
    }
    paint()
    const observer = new ResizeObserver(paint)
    observer.observe(element)
    const unwatch = watchTheme(paint)
    return () => {
      observer.disconnect()
      unwatch()
    }
  }, [trace])
  return (
    <span className={css.spark} aria-hidden="true">
      <canvas ref={canvas} style={{ width: `calc(100% + ${2 * MINIMAP_PAD}px)`, left: -MINIMAP_PAD }} />
    </span>
  )
}
