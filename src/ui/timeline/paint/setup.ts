import { SETUP_TRIES_Y } from '../../../view/lanes/geometry.ts'
import type { Bar, SetupLane, Try } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'
import { arrowHead } from './probe.ts'
import { paintRow } from './row.ts'

const WORD = { face: 'mono', size: 10.5, weight: 400 } as const
const UP = 8
const DOWN = 12
const LEAST_LETTERS = 6

/** The scheduler's attempts as a probe's are drawn, up for a node and down for none; below them what the node prepares. */
export function paintSetup(brush: Brush, lane: SetupLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const bars: Bar[] = []
  const tries: Try[] = []
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind === 'try') tries.push(mark)
    else if (mark?.kind === 'bar') bars.push(mark)
  }
  paintRow(brush, bars, top)
  const y = brush.snap(top + SETUP_TRIES_Y)
  for (const [i, each] of tries.entries()) {
    const x = brush.x(each.from)
    const next = tries[i + 1]
    paintTry(brush, each, x, y)
    paintWord(brush, each, x + 8, brush.clearOf(x, next ? brush.x(next.from) : brush.right) - 4, y)
  }
}

function paintTry(brush: Brush, { ok }: Try, x: number, y: number): void {
  if (ok) {
    brush.fill(brush.tones.t1, brush.snap(x - 1), y - UP + 4, 2, UP)
    return
  }
  brush.fill(brush.mark('exitNonZero'), brush.snap(x - 1), y - 6, 2, DOWN - 5)
  arrowHead(brush, x, y - 6 + DOWN, 6)
}

/** The node, or as much as there is room for of why there is none. */
function paintWord(brush: Brush, { ok, text }: Try, from: number, to: number, y: number): void {
  const width = brush.measure(text, WORD)
  const left = brush.besidePlayhead(Math.max(from, brush.scale.left), Math.min(width, 60))
  const letters = Math.floor((to - left) / brush.measure('0', WORD))
  if (letters < LEAST_LETTERS && width > to - left) return
  const fits = width <= to - left
  const said = fits ? text : `${text.slice(0, letters - 1)}…`
  brush.text(said, left, y, { ...WORD, colour: ok ? brush.tones.t2 : brush.ink('exitNonZero'), halo: true })
}
