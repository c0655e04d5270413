import type { ProbeView } from '../../view/inspector/probe-view.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import css from './Probe.module.css'

/** More dots than this are a number. */
const MOST_DOTS = 12

export function ProbeSection({ probe, running }: { readonly probe: ProbeView; readonly running: boolean }) {
  const { inspector: words } = useWords()
  const { kind, periodMs, skipped, count, last } = probe
  const skip = skipped ?? (running ? undefined : 'notRunning')
  return (
    <div className={css.probe}>
      <h4 className={css.head}>
        {words.probe(kind)}
        <span className={css.note}>{skip === undefined ? words.every(periodMs) : words.skipped(skip)}</span>
      </h4>
      <p className={css.line}>
        {count && count.of <= MOST_DOTS ? <Dots {...count} /> : null}
        <span>
          <Told probe={probe} />
        </span>
      </p>
      {last?.message && last.outcome !== 'success' && !last.ofEarlierRun ? (
        <p className={css.message}>{last.message.trim()}</p>
      ) : null}
    </div>
  )
}

function Dots({ of, filled, outcome }: NonNullable<ProbeView['count']>) {
  return (
    <span className={css.dots} data-outcome={outcome} aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots are nothing but their place
        <span key={index} data-filled={index < filled} />
      ))}
    </span>
  )
}

function Told({ probe: { kind, last, count, underWay } }: { readonly probe: ProbeView }) {
  const { inspector: words } = useWords()
  if (last === undefined) return <span className={css.note}>{underWay ? words.underWay : words.noAttempt}</span>
  if (last.outcome === 'unknown') return <span className={css.note}>{words.unknownOutcome}</span>
  if (count === undefined) return <span className={css.note}>{words.countedAnew}</span>
  const good = count.outcome === 'success'
  const decided = last.decisive ? (good ? words.decidedGood[kind] : words.decided[kind]) : ''
  return (
    <>
      <Ask seq={last.seq}>
        <b>{good ? words.successes(count.filled, count.of) : words.failures(count.filled, count.of)}</b>
      </Ask>{' '}
      <span className={css.note}>{words.triedAt(clockText(last.at, 100), decided)}</span>
    </>
  )
}
