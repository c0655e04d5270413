import { ownValue } from '../../lib/own.ts'

export interface PlacedBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Point = readonly [x: number, y: number]

export interface PlacedArrow {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  /** The middle of its words. */
  readonly label: { readonly x: number; readonly y: number; readonly side: 'middle' | 'right' | 'left' }
}

export interface PlacedMachine {
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<string, PlacedBox>
  readonly arrows: readonly PlacedArrow[]
}

/** Below this, states stand one below the other. */
const NARROW = 560
const HEAD = 52
const ROW = 24
const FOOT = 8
const ARC = 44
const WIDEST_GAP = 170

const boxHeight = (rows: number): number => HEAD + Math.max(1, rows) * ROW + FOOT

/** Waiting, Running, Terminated, and the five ways between them. */
export function placeContainer(width: number, rows: Readonly<Record<string, number>>): PlacedMachine {
  const height = boxHeight(Math.max(rows.Waiting ?? 1, rows.Running ?? 1, rows.Terminated ?? 1))
  return width < NARROW ? containerBelow(width, rows) : containerBeside(width, height)
}

function containerBeside(width: number, boxes: number): PlacedMachine {
  const gap = Math.min(WIDEST_GAP, Math.max(80, (width - 3 * 190) / 2))
  const box = Math.min(240, (width - 2 * gap) / 3)
  const [w, r, t] = [0, box + gap, 2 * (box + gap)]
  const top = ARC
  const at = (x: number): PlacedBox => ({ x, y: top, width: box, height: boxes })
  const there = top + boxes * 0.36
  const back = top + boxes * 0.72
  const bottom = top + boxes
  const level = (from: string, to: string, x1: number, x2: number, y: number): PlacedArrow => ({
    from,
    to,
    points: [
      [x1, y],
      [x2, y],
    ],
    label: { x: (x1 + x2) / 2, y, side: 'middle' },
  })
  return {
    width: 2 * (box + gap) + box,
    height: bottom + ARC,
    boxes: new Map([
      ['Waiting', at(w)],
      ['Running', at(r)],
      ['Terminated', at(t)],
    ]),
    arrows: [
      level('Waiting', 'Running', w + box, r, there),
      level('Running', 'Terminated', r + box, t, there),
      level('Terminated', 'Running', t, r + box, back),
      {
        ...{ from: 'Terminated', to: 'Waiting' },
        points: [
          [t + box / 2, bottom],
          [t + box / 2, bottom + ARC / 2],
          [w + box / 2, bottom + ARC / 2],
          [w + box / 2, bottom],
        ],
        label: { x: r + box / 2, y: bottom + ARC / 2, side: 'middle' },
      },
      {
        ...{ from: 'Waiting', to: 'Terminated' },
        points: [
          [w + box / 2, top],
          [w + box / 2, top - ARC / 2],
          [t + box / 2, top - ARC / 2],
          [t + box / 2, top],
        ],
        label: { x: r + box / 2, y: top - ARC / 2, side: 'middle' },
      },
    ],
  }
}

function containerBelow(width: number, rows: Readonly<Record<string, number>>): PlacedMachine {
  const side = 56
  const gap = 56
  const box = width - 2 * side
  const boxes = new Map<string, PlacedBox>()
  let y = 0
  for (const state of ['Waiting', 'Running', 'Terminated']) {
    const height = boxHeight(ownValue(rows, state) ?? 1)
    boxes.set(state, { x: side, y, width: box, height })
    y += height + gap
  }
  const [waiting, running, terminated] = ['Waiting', 'Running', 'Terminated'].map(
    (state) => boxes.get(state) as PlacedBox,
  )
  if (!waiting || !running || !terminated) return { width, height: 0, boxes, arrows: [] }
  const foot = (each: PlacedBox): number => each.y + each.height
  const upright = (
    from: string,
    to: string,
    x: number,
    y1: number,
    y2: number,
    label: 'right' | 'left',
  ): PlacedArrow => ({
    from,
    to,
    points: [
      [x, y1],
      [x, y2],
    ],
    label: { x: label === 'right' ? x + 8 : x - 8, y: (y1 + y2) / 2, side: label },
  })
  const around = (from: string, to: string, a: PlacedBox, b: PlacedBox, x: number, edge: number): PlacedArrow => ({
    from,
    to,
    points: [
      [edge, a.y + a.height / 2],
      [x, a.y + a.height / 2],
      [x, b.y + b.height / 2],
      [edge, b.y + b.height / 2],
    ],
    // Beside the middle box there is no room: beside the gap above it there is.
    label: { x, y: foot(waiting) + gap / 2, side: 'middle' },
  })
  const [left, right] = [side + box * 0.3, side + box * 0.62]
  return {
    width,
    height: foot(terminated) + 4,
    boxes,
    arrows: [
      upright('Waiting', 'Running', side + box * 0.46, foot(waiting), running.y, 'right'),
      upright('Running', 'Terminated', left, foot(running), terminated.y, 'left'),
      upright('Terminated', 'Running', right, terminated.y, foot(running), 'right'),
      around('Terminated', 'Waiting', terminated, waiting, side + box + side / 2, side + box),
      around('Waiting', 'Terminated', waiting, terminated, side / 2, side),
    ],
  }
}

const PHASE = 48
const PHASE_GAP = 12

/** Pending, Running, and the three ways that a phase can go on from there. */
export function placePhases(width: number): PlacedMachine {
  const narrow = width < NARROW
  const gap = narrow ? 44 : Math.min(WIDEST_GAP, Math.max(80, (width - 3 * 190) / 2))
  const box = Math.min(narrow ? 120 : 240, (width - 2 * gap) / 3)
  const x = (column: number): number => column * (box + gap)
  const y = (row: number): number => row * (PHASE + PHASE_GAP)
  const at = (column: number, row: number): PlacedBox => ({ x: x(column), y: y(row), width: box, height: PHASE })
  const middle = y(1) + PHASE / 2
  const turn = x(1) + box + gap * 0.42
  const onward = (to: string, row: number): PlacedArrow => {
    const into = y(row) + PHASE / 2
    const start: Point = [x(1) + box, middle]
    return {
      ...{ from: 'Running', to },
      points: row === 1 ? [start, [x(2), into]] : [start, [turn, middle], [turn, into], [x(2), into]],
      label: { x: (turn + x(2)) / 2 + (row === 1 ? -4 : 0), y: into, side: 'middle' },
    }
  }
  const past = (to: string, row: number): PlacedArrow => {
    // Over or under the phase that is passed by, and in beside the way from there.
    const level = y(row) + PHASE / 2 + (row === 0 ? -12 : 12)
    const start = x(0) + box / 2
    return {
      ...{ from: 'Pending', to },
      points: [
        [start, row === 0 ? y(1) : y(1) + PHASE],
        [start, level],
        [x(2), level],
      ],
      label: { x: x(0) + box + gap / 2, y: level, side: 'middle' },
    }
  }
  return {
    width: x(2) + box,
    height: y(2) + PHASE,
    boxes: new Map([
      ['Pending', at(0, 1)],
      ['Running', at(1, 1)],
      ['Succeeded', at(2, 0)],
      ['Unknown', at(2, 1)],
      ['Failed', at(2, 2)],
    ]),
    arrows: [
      {
        ...{ from: 'Pending', to: 'Running' },
        points: [
          [x(0) + box, middle],
          [x(1), middle],
        ],
        label: { x: x(0) + box + gap / 2, y: middle, side: 'middle' },
      },
      onward('Succeeded', 0),
      onward('Unknown', 1),
      onward('Failed', 2),
      past('Succeeded', 0),
      past('Failed', 2),
    ],
  }
}
