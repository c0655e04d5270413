import { X } from 'lucide-react'
import { useMemo } from 'react'
import { useApp } from '../../app/store.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import { type TimeScale, xOf } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useWords } from '../language/words.ts'
import { LaneName } from './LaneName.tsx'
import css from './Loupe.module.css'
import { type Layout, plotScale } from './layout.ts'
import { loupeHeight, MARGIN, TIE } from './loupe-height.ts'
import { type LoupeState, setPointer } from './pointer-state.ts'
import { TimelineCanvas } from './TimelineCanvas.tsx'

interface Props {
  readonly loupe: LoupeState
  readonly layout: Layout
  /** The scale of the timeline above, in units. */
  readonly scale: TimeScale
  readonly width: number
  readonly unit: number
}

/** The same lanes, much closer, under the timeline: tied to the place that they come from. */
export function Loupe({ loupe, layout, scale, width, unit }: Props) {
  const { timeline: words } = useWords()
  const playhead = useApp((state) => state.playheadMs)
  const clock = CLOCKS[useApp((state) => state.clock)]
  const lanes = useMemo(() => layout.lanes.map((placed) => placed.lane), [layout])
  const inner = width - 2 * MARGIN
  const own = plotScale(loupe.stretch, inner / unit, layout.names)
  const closer = Math.round(own.pxPerMs / scale.pxPerMs)
  const { fromMs, toMs } = loupe.stretch
  const step = toMs - fromMs < 2000 ? 10 : 100
  const [left, right] = [xOf(scale, fromMs) * unit, Math.max(xOf(scale, toMs), xOf(scale, fromMs) + 8) * unit]
  return (
    <section className={css.loupe} style={{ height: loupeHeight(layout, unit) }} aria-label={words.loupe}>
      <svg className={css.tie} width={width} height={TIE} aria-hidden="true">
        <path
          d={`M${left} 0 V4 H${right} V0 M${left} 4 L${MARGIN + 8} ${TIE} M${right} 4 L${width - MARGIN - 8} ${TIE}`}
        />
      </svg>
      <div className={css.panel}>
        <header className={css.head}>
          <strong>{words.loupe}</strong>
          <span className={css.about}>
            {words.loupeAbout(clock(fromMs, step), clock(toMs, step), closer)}
            {playhead < fromMs || playhead > toMs ? '' : ` · ${clock(playhead, 1)}`}
          </span>
          <button type="button" className={css.close} onClick={() => setPointer({ loupe: undefined })}>
            <kbd>Esc</kbd>
            <X size={14} aria-hidden="true" />
            <span className="visually-hidden">{words.closeLoupe}</span>
          </button>
        </header>
        <div className={css.stage} style={{ height: (RULER + layout.height) * unit }}>
          <TimelineCanvas
            lanes={lanes}
            layout={layout}
            chain={[]}
            width={inner}
            height={(RULER + layout.height) * unit}
            unit={unit}
            stretch={loupe.stretch}
          />
          {layout.lanes.map((placed) => (
            <div key={placed.lane.id} className={css.name} style={{ top: RULER + placed.top }} aria-hidden="true">
              <LaneName placed={placed} pinned height={placed.bottom - placed.top} />
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
