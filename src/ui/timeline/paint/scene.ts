import type { Time } from '../../../lib/time.ts'
import type { Trace } from '../../../trace/trace.ts'
import type { GhostLanes } from '../../../view/compare/ghost-lanes.ts'
import type { Anchor, KillArrow } from '../../../view/lanes/causes.ts'
import type { Lane } from '../../../view/lanes/lane.ts'
import type { MarkExtent } from '../../../view/lanes/legend.ts'
import type { Newest } from '../../../view/lanes/newest.ts'
import type { Pointed } from '../../../view/lanes/pointed.ts'
import type { Stretch, TimeScale } from '../../../view/time/time-scale.ts'
import type { Clock } from '../../../view/time/wall-clock.ts'
import type { Words } from '../../language/english.ts'
import type { Tones } from '../../theme/tones.ts'
import type { Layout } from '../layout.ts'

/** All that a picture of the timeline depends on. The same scene paints the same pixels. */
export interface Scene {
  /** In row units, which are CSS pixels times `unit`. */
  readonly width: number
  readonly height: number
  readonly unit: number
  readonly devicePixelRatio: number
  readonly scale: TimeScale
  readonly clock: Clock
  /** What is played again and again. */
  readonly range: Stretch | undefined
  readonly layout: Layout
  readonly scrollTop: number
  readonly tones: Tones
  readonly words: Words['timeline']
  readonly laneWords: Words['lanes']
  readonly playheadMs: Time
  /** What the playhead's flag says: as often as it can be read. */
  readonly clockMs: Time
  readonly trace: Trace | undefined
  /** What belongs to a text that is no longer valid stands on the ground of the future. */
  readonly refused: boolean
  /** What is still to come is not shown. */
  readonly veiled: boolean
  /** What is still to come is a faint outline: it plays. */
  readonly faint: boolean
  /** STATUS is told elsewhere: nothing at the playhead says it again. */
  readonly statusApart?: boolean
  /** Of the pinned run, behind the marks. */
  readonly ghost: GhostLanes | undefined
  readonly arrows: readonly KillArrow[]
  readonly chain: readonly Anchor[]
  /** The mark that the pointer is on. */
  readonly hovered: Pointed | undefined
  /** A stretch of time whose numbers are told. */
  readonly span: Stretch | undefined
  /** What has come last while playing; `share` of its pulse is over. */
  readonly pulse: (Newest & { readonly share: number }) | undefined
  /** The kind of marks that is ringed, in each lane. */
  readonly lit: ((lane: Lane) => readonly MarkExtent[]) | undefined
  /** The mark that the keyboard is on. */
  readonly cursor: { readonly lane: string; readonly from: Time; readonly to: Time } | undefined
}
