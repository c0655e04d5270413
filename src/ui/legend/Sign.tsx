import type { ReactNode } from 'react'
import type { LegendKey } from '../../view/lanes/legend.ts'
import css from './Legend.module.css'

/** Each kind as the lanes draw it, in small. */
const SIGNS: Readonly<Record<LegendKey, ReactNode>> = {
  status: (
    <>
      <rect className={css.status} x="2" y="4" width="28" height="14" />
      <rect className={css.ready} x="2" y="4" width="3" height="14" />
    </>
  ),
  restarts: <path className={css.line} d="M8 5 V17 M14 11 h8" />,
  phase: <path className={css.quietLine} d="M2 11 H30" strokeWidth="2" />,
  condition: <path className={css.line} d="M2 11 H16 M19 11 h1 M22 11 h1 M25 11 h1 M28 11 h1" />,
  starting: <rect className={css.starting} x="3" y="4" width="26" height="14" rx="2" />,
  pull: (
    <>
      <rect className={css.starting} x="3" y="6" width="26" height="11" rx="2" />
      <path className={css.startingLine} d="M8 11.5 h.1 M14 11.5 h.1" />
    </>
  ),
  notReady: <rect className={css.notReady} x="2" y="10" width="28" height="8" rx="2" />,
  ready: <rect className={css.ready} x="2" y="3" width="28" height="15" rx="2" />,
  stopping: (
    <>
      <rect className={css.readyOutline} x="3" y="4" width="26" height="14" rx="2" />
      <path className={css.readyOutline} d="M4 5 l12 12 M10 4.5 l13 13 M16 4.5 l13 13 M4 11 l7 7 M22 4.5 l7 7" />
    </>
  ),
  waiting: (
    <>
      <rect className={css.waiting} x="2.5" y="8" width="27" height="9" rx="2" />
      <path className={css.waiting} d="M4 16.5 l8 -8 M10 16.5 l8 -8 M16 16.5 l8 -8 M22 16.5 l7 -7" strokeWidth="2" />
    </>
  ),
  ended: <rect className={css.ended} x="2" y="11" width="28" height="7" />,
  exit: (
    <>
      <path className={css.exit} d="M7 4 H20 L25 9 V18 H7 Z" />
      <text className={css.code} x="16" y="15">
        1
      </text>
    </>
  ),
  backOff: (
    <>
      <path className={css.ramp} d="M2 18 L22 5 V18 Z" />
      <path className={css.waiting} d="M2 18 L22 5 V18" />
      <path className={css.waiting} d="M25 6 h.1 M29 6 h.1" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  signal: (
    <>
      <path className={css.pole} d="M10 19 V4 H3 L6 7 L3 10 H10" />
      <path className={css.pole} d="M20 19 V4" />
      <path className={css.pennant} d="M20 4 h8 l-3 3 l3 3 h-8 Z" />
    </>
  ),
  grace: <path className={css.pole} d="M3 18 V9 H29 V14" />,
  hook: <path className={css.hook} d="M2 18 V7 H7 V10 H10 V7 H15 V10 H18 V7 H23 V10 H26 V7 H30 V18 Z" />,
  success: <path className={css.successes} d="M6 12 V4 M16 12 V4 M26 12 V4" />,
  failure: <path className={css.failures} d="M10 4 V14 M7 11 L10 16 L13 11 M22 4 V14 M19 11 L22 16 L25 11" />,
  threshold: (
    <>
      <path className={css.failures} d="M10 3 V14" strokeWidth="3" />
      <path className={css.exit} d="M5 11 H15 L10 18 Z" />
      <text className={css.count} x="24" y="15">
        2/2
      </text>
    </>
  ),
  skipped: <circle className={css.pole} cx="16" cy="11" r="2.5" />,
  log: <path className={css.quietLine} d="M4 8 V15 M9 8 V15 M12 8 V15 M20 8 V15 M25 8 V15" />,
  memory: (
    <>
      <path className={css.line} d="M2 5 H30" strokeDasharray="4 3" />
      <path className={css.quietLine} d="M2 17 C10 16 14 10 30 8" />
    </>
  ),
  burst: (
    <path
      className={css.burst}
      d="M16 3 l2 5 5 -2 -2 5 5 2 -5 2 2 4 -5 -1 -2 3 -2 -3 -5 1 2 -4 -5 -2 5 -2 -2 -5 5 2 Z"
    />
  ),
  throttle: (
    <>
      <rect className={css.ready} x="2" y="4" width="28" height="14" rx="2" />
      <path className={css.teeth} d="M5 4 v5 M10 4 v5 M15 4 v5 M20 4 v5 M25 4 v5" />
    </>
  ),
  gate: (
    <>
      <path className={css.pole} d="M8 3 V19" />
      <rect className={css.ready} x="9" y="7" width="21" height="8" />
    </>
  ),
  request: <path className={css.failures} d="M6 6 l8 8 M14 6 l-8 8 M20 6 l8 8 M28 6 l-8 8" />,
  step: (
    <>
      <circle className={css.pennant} cx="10" cy="7" r="4" />
      <path className={css.pole} d="M10 10 V18 M17 7 H29" />
    </>
  ),
  schedule: <path className={css.pole} d="M8 5 V17 M16 5 V17" />,
  taint: (
    <>
      <path className={css.pole} d="M12 19 V4" />
      <path className={css.pennant} d="M12 4 h8 l-3 3 l3 3 h-8 Z" />
    </>
  ),
}

export function Sign({ kind }: { readonly kind: LegendKey }) {
  return (
    <svg className={css.sign} viewBox="0 0 32 22" aria-hidden="true">
      {SIGNS[kind]}
    </svg>
  )
}
