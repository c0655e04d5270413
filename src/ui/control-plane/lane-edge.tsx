import type { Edge, EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { Talk } from '../../view/control-plane/conversation-at.ts'
import { BADGE, type Drawing, type DrawnLane, type Label } from '../../view/control-plane/draw-messages.ts'
import type { Point } from '../../view/control-plane/route.ts'
import css from './ControlPlane.module.css'
import { goTo } from './use-talk.ts'

export type LaneEdge = Edge<
  { readonly lane: DrawnLane; readonly labels: readonly Label[]; readonly talk: Talk },
  'lane'
>

export function laneEdges({ lanes, labels }: Drawing, talk: Talk): LaneEdge[] {
  return lanes.map((lane) => ({
    id: lane.id,
    type: 'lane',
    source: lane.from,
    target: lane.to,
    zIndex: lane.lit ? 4 : 2,
    data: { lane, talk, labels: labels.filter(({ id }) => lane.badges.some((badge) => badge.id === id)) },
  }))
}

const BEND = 6
const HEAD = 8

const LaneEdgeView = memo(function LaneEdgeView({ data }: EdgeProps<LaneEdge>) {
  if (data === undefined) return null
  const { lane, labels, talk } = data
  const [tip, before] = [lane.points.at(-1), lane.points.at(-2)]
  if (!tip || !before) return null
  const angle = (Math.atan2(tip[1] - before[1], tip[0] - before[0]) * 180) / Math.PI
  return (
    <g className={css.lane} data-lit={lane.lit} data-dashed={lane.dashed}>
      <path className={css.wire} d={rounded(lane.points)} />
      <path
        className={css.head}
        d={`M0 0 L${-HEAD} ${-HEAD / 2} L${-HEAD} ${HEAD / 2} Z`}
        transform={`translate(${tip[0]} ${tip[1]}) rotate(${angle})`}
      />
      {labels.map(({ id, text, x, y, lit }) => (
        <text key={id} className={css.label} x={x} y={y + 4} data-lit={lit}>
          {text}
        </text>
      ))}
      {lane.badges.map(({ id, number, x, y, lit }, index) => (
        // The list has the same messages for the keyboard.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <g
          key={id}
          className={css.badge}
          data-lit={lit}
          transform={`translate(${x} ${y})`}
          onClick={() => {
            const message = talk.messages.find((each) => each.id === id)
            if (message) goTo(message)
          }}
        >
          {/* Older ones, for whose numbers there is no room. */}
          {index === 0 && lane.hidden > 0 ? <circle className={css.older} r={BADGE / 2} cx={-3} cy={-3} /> : null}
          <circle r={BADGE / 2} />
          <text y={3.5}>{number}</text>
        </g>
      ))}
    </g>
  )
})

/** Lines between the points, bends rounded, the last one short of the arrow's head. */
function rounded(points: readonly Point[]): string {
  const parts: string[] = []
  for (const [i, point] of points.entries()) {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before) parts.push(`M${point[0]} ${point[1]}`)
    else if (!after) {
      const [x, y] = towards(point, before, HEAD - 1)
      parts.push(`L${x} ${y}`)
    } else {
      const [bx, by] = towards(point, before, BEND)
      const [ax, ay] = towards(point, after, BEND)
      parts.push(`L${bx} ${by} Q${point[0]} ${point[1]} ${ax} ${ay}`)
    }
  }
  return parts.join(' ')
}

function towards([x, y]: Point, [tx, ty]: Point, by: number): Point {
  const length = Math.hypot(tx - x, ty - y) || 1
  const step = Math.min(by, length / 2)
  return [x + ((tx - x) / length) * step, y + ((ty - y) / length) * step]
}

/** React Flow wants the same object at every render. */
export const EDGE_TYPES = { lane: LaneEdgeView }
