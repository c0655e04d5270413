import { Repeat, X, ZoomIn } from 'lucide-react'
import { useMemo } from 'react'
import { appStore, useApp } from '../../app/store.ts'
import { percentText } from '../../view/lanes/crowd.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { bytesText } from '../../view/lanes/memory.ts'
import { type SpanNumbers, spanNumbers } from '../../view/lanes/span-numbers.ts'
import type { Stretch } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import type { Words } from '../language/english.ts'
import { useWords } from '../language/words.ts'
import { setPointer } from './pointer-state.ts'
import css from './SpanPanel.module.css'

const MOST_SHARES = 4

/** The numbers of a stretch of time that was dragged over: of each lane what there is to be counted. */
export function SpanPanel({ lanes, span }: { readonly lanes: readonly Lane[]; readonly span: Stretch }) {
  const { tools, lanes: inLanes, timeline } = useWords()
  const clock = CLOCKS[useApp((state) => state.clock)]
  const numbers = useMemo(() => spanNumbers(lanes, span, inLanes), [lanes, span, inLanes])
  const length = span.toMs - span.fromMs
  const pods = numbers.filter(({ kind }) => kind === 'pod').length
  const shut = () => setPointer({ span: undefined })
  return (
    <section className={css.panel} aria-label={tools.span} data-own-drag>
      <div className={css.head}>
        <p className={css.what} role="status">
          {tools.range(clock(span.fromMs, length), clock(span.toMs, length))} · {timeline.length(length)}
        </p>
        <button
          type="button"
          className={css.act}
          title={`${tools.zoomToSpan} (F)`}
          onClick={() => {
            appStore.getState().setWindow(span)
            shut()
          }}
        >
          <ZoomIn size={14} aria-hidden="true" /> {tools.zoomToSpan}
        </button>
        <button
          type="button"
          className={css.act}
          onClick={() => {
            appStore.getState().setRange(span)
            shut()
          }}
        >
          <Repeat size={14} aria-hidden="true" /> {tools.loop}
        </button>
        <button type="button" className={css.act} aria-label={tools.closeSpan} title="Esc" onClick={shut}>
          <X size={14} />
        </button>
      </div>
      <dl className={css.numbers}>
        {numbers.map((each) => (
          <div key={each.lane.id} className={css.row}>
            <dt>{nameOf(each, pods > 1)}</dt>
            <dd>{say(each, { tools, inLanes, timeline }).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function nameOf({ kind, lane }: SpanNumbers, several: boolean): string {
  if (kind === 'pod') return `${lane.name} ${lane.note ?? ''}`
  const pod = several && 'pod' in lane ? `${lane.pod.name}/` : ''
  if (kind === 'container') return `${pod}${lane.name}`
  return `${pod}${lane.container} ${lane.name}`
}

interface Dictionary {
  readonly tools: Words['tools']
  readonly inLanes: Words['lanes']
  readonly timeline: Words['timeline']
}

function say(numbers: SpanNumbers, { tools, inLanes, timeline }: Dictionary): readonly string[] {
  if (numbers.kind === 'probe') return [tools.attempts(numbers.attempts, numbers.failed)]
  if (numbers.kind === 'memory') return [tools.memoryIn(bytesText(numbers.peakBytes), bytesText(numbers.meanBytes))]
  const shares = numbers.shares
    .filter(({ share }) => share > 0)
    .slice(0, MOST_SHARES)
    .map(({ what, share }) => `${percentText(share)} % ${what}`)
  if (numbers.kind === 'pod') return [...shares, ...(numbers.restarts > 0 ? [tools.restartsIn(numbers.restarts)] : [])]
  return [
    ...shares,
    ...(numbers.runs > 0 ? [inLanes.crowd(numbers.runs, undefined, [])] : []),
    ...numbers.exits.slice(0, MOST_SHARES).map(({ code, count }) => tools.exitsIn(code, count)),
    ...(numbers.throttledMs > 0 ? [tools.throttledIn(timeline.length(numbers.throttledMs))] : []),
  ]
}
