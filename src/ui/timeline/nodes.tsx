import { type EdgeProps, Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import type { CauseEdge, EventNode, LaneNode } from './flow.ts'
import { LaneName } from './LaneName.tsx'
import { RuleLabel } from './RuleLabel.tsx'
import css from './Timeline.module.css'

const BEND = 6

const LaneNodeView = memo(function LaneNodeView({ data, height }: NodeProps<LaneNode>) {
  return <LaneName placed={data.placed} pinned={false} height={height ?? 0} />
})

const EventNodeView = memo(function EventNodeView({ data }: NodeProps<EventNode>) {
  return (
    <div className={data.chosen ? css.chosenEvent : css.event} data-badge={data.badge || undefined}>
      <Handle type="source" position={Position.Right} className={css.handle ?? ''} isConnectable={false} />
      <Handle type="target" position={Position.Left} className={css.handle ?? ''} isConnectable={false} />
    </div>
  )
})

const CauseEdgeView = memo(function CauseEdgeView({ data }: EdgeProps<CauseEdge>) {
  const points = data?.path ?? []
  const [tip, before] = [points.at(-1), points.at(-2)]
  if (!tip || !before) return null
  const angle = Math.atan2(tip[1] - before[1], tip[0] - before[0])
  return (
    <>
      <g className={css.cause}>
        <path d={rounded(points)} />
        <path
          className={css.head}
          d="M0 0 L-7 -3.5 L-7 3.5 Z"
          transform={`translate(${tip[0]} ${tip[1]}) rotate(${(angle * 180) / Math.PI})`}
        />
      </g>
      {data && data.rules.length > 0 && <RuleLabel rules={data.rules} path={points} />}
    </>
  )
})

/** Lines between the points, bends rounded, the last one short of the arrow's head. */
function rounded(points: readonly (readonly [number, number])[]): string {
  const parts: string[] = []
  for (const [i, [x, y]] of points.entries()) {
    const before = points[i - 1]
    const after = points[i + 1]
    if (!before) parts.push(`M${x} ${y}`)
    else if (!after) {
      const length = Math.hypot(x - before[0], y - before[1]) || 1
      parts.push(`L${x - ((x - before[0]) / length) * 6} ${y - ((y - before[1]) / length) * 6}`)
    } else {
      const [bx, by] = towards([x, y], before)
      const [ax, ay] = towards([x, y], after)
      parts.push(`L${bx} ${by} Q${x} ${y} ${ax} ${ay}`)
    }
  }
  return parts.join(' ')
}

function towards([x, y]: readonly [number, number], [tx, ty]: readonly [number, number]): readonly [number, number] {
  const length = Math.hypot(tx - x, ty - y) || 1
  const step = Math.min(BEND, length / 2)
  return [x + ((tx - x) / length) * step, y + ((ty - y) / length) * step]
}

/** React Flow wants the same objects at every render. */
export const NODE_TYPES = { lane: LaneNodeView, event: EventNodeView }
export const EDGE_TYPES = { cause: CauseEdgeView }
