import type { Freshness } from '../../app/state.ts'
import type { Duration } from '../../lib/time.ts'
import { durationText, leftText } from '../../view/time/time-scale.ts'

export const TIMELINE_EN = {
  timeline: 'Timeline',
  nothingMore: 'Nothing more happens',
  /** How the lanes stand to the text in the editor. */
  stale: {
    fresh: undefined,
    pending: 'Updating',
    refused: 'of the last valid text',
    fault: 'of the last run',
  } satisfies Readonly<Record<Freshness, string | undefined>>,
  backOffOver: 'back-off over',
  untilNextSync: 'until the next sync',
  length: durationText,
  pulled: (percent: number, size: string) => `${percent} % of ${size}`,
  left: (leftMs: Duration) => `${leftText(leftMs)} left`,
  ofBackOff: (lengthMs: Duration) => `of ${durationText(lengthMs)} back-off`,
  wheelHint: 'Ctrl and the wheel zoom, Shift and the wheel go along time; drag for the numbers of a span',
  loupe: 'Loupe',
  closeLoupe: 'Close the loupe',
  loupeAbout: (from: string, to: string, closer: number) => `${from} – ${to}, ${closer} × closer`,
  lane: (name: string, note: string | undefined) => (note === undefined ? name : `${name}, ${note}`),
  marks: (count: number) => `${count} ${count === 1 ? 'mark' : 'marks'}`,
  inWords: (lane: string) => `${lane}, in words`,
  more: (count: number) => `And ${count} more.`,
}
