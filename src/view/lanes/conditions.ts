import type { PodCondition } from '../../manifest/pod/status.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { CONDITION_ROW, CONDITIONS_PAD } from './geometry.ts'
import type { ConditionsLane, Line, Mark } from './lane.ts'
import { close } from './pod.ts'
import type { LaneWords } from './words-en.ts'

/** In the order in which a Pod comes to life. Others (readiness gates, DisruptionTarget) stand before Ready. */
const FIRST = ['PodScheduled', 'Initialized', 'PodReadyToStartContainers']
const LAST = ['ContainersReady', 'Ready']
/** Those that become True once, and are one row then. */
const FOLDS = [...FIRST, 'ContainersReady']

interface Row {
  /** Undefined: several of them in one. */
  readonly type: string | undefined
  readonly text: string
  readonly lines: Line[]
  /** Once True it stayed so. */
  readonly settled: boolean
}

/** `folded`: those that became True and stayed so share one row, for when there is little height. */
export function conditionsLane(history: PodHistory, folded: boolean, words: LaneWords): ConditionsLane {
  const all = typesOf(history).map((type) => rowOf(history, type, words))
  // One that came late (DisruptionTarget) has a story of its own.
  const settled = all.filter((row) => row.settled && row.type !== undefined && FOLDS.includes(row.type))
  const shown: Row[] =
    folded && settled.length > 1 ? [fold(settled, words), ...all.filter((row) => !settled.includes(row))] : all
  const marks: Mark[] = []
  const rows = shown.map((row, index) => {
    const y = CONDITIONS_PAD + index * CONDITION_ROW
    for (const line of row.lines) marks.push({ ...line, y })
    return { type: row.type, text: row.text, y, strong: row.type === 'Ready' }
  })
  return {
    kind: 'conditions',
    id: `conditions/${history.ref.uid}`,
    name: words.names.conditions,
    note: undefined,
    mono: true,
    indent: false,
    ruled: true,
    height: Math.max(1, rows.length) * CONDITION_ROW + (rows.length > 3 ? CONDITIONS_PAD + 2 : CONDITIONS_PAD + 6),
    pod: history.ref,
    rows,
    life: { from: history.createdAt, to: history.until, ended: history.deletedAt !== undefined },
    marks: marks.sort((a, b) => a.from - b.from),
  }
}

function typesOf(history: PodHistory): readonly string[] {
  const seen = new Set<string>()
  for (const { pod } of history.versions) {
    for (const condition of pod.status?.conditions ?? []) seen.add(condition.type)
  }
  const between = [...seen].filter((type) => !FIRST.includes(type) && !LAST.includes(type)).sort()
  return [...FIRST, ...between, ...LAST].filter((type) => seen.has(type))
}

function rowOf(history: PodHistory, type: string, words: LaneWords): Row {
  const lines: Line[] = []
  let before: PodCondition['status'] | undefined
  let fell = false
  for (const { at, pod, written } of history.versions) {
    if (written.change === 'DELETED') break
    const status = pod.status?.conditions?.find((condition) => condition.type === type)?.status
    if (status === before) continue
    if (before === 'True') fell = true
    close(lines, at)
    const isTrue = status === 'True'
    lines.push({
      kind: 'line',
      from: at,
      to: history.until,
      seq: written.seq,
      y: 0,
      weight: isTrue ? (type === 'Ready' ? 4 : 2.5) : 1,
      tone: isTrue && type === 'Ready' ? 'ready' : 't3',
      dotted: !isTrue,
      label: undefined,
      state: words.states.condition(type, status),
    })
    before = status
  }
  return { type, text: type, lines: lines.filter((line) => line.to > line.from), settled: before === 'True' && !fell }
}

/** True from the moment on at which the last of them is. */
function fold(rows: readonly Row[], words: LaneWords): Row {
  const latest = rows.map((row) => row.lines.at(-1) as Line).sort((a, b) => b.from - a.from)[0] as Line
  const text = words.conditionsTogether(rows.length)
  return {
    type: undefined,
    text,
    settled: true,
    lines: [{ ...latest, state: words.states.conditionsTrue(rows.map((row) => row.text)) }],
  }
}
