import type { Time } from '../../../lib/time.ts'
import type { Tone } from '../../../view/history/tone.ts'
import type { Fold } from '../../../view/time/time-fold.ts'
import { exactTimeAt, type TimeScale, xOf } from '../../../view/time/time-scale.ts'
import type { Tones } from '../../theme/tones.ts'
import type { Scene } from './scene.ts'

export interface TextStyle {
  readonly face: 'sans' | 'mono'
  readonly size: number
  readonly weight?: number
  readonly colour: string
  readonly align?: CanvasTextAlign
  /** Clears the ground around the letters, where lines may pass. */
  readonly halo?: boolean
}

/** A fold that can be seen, and where. */
export interface FoldExtent {
  readonly fold: Fold
  readonly left: number
  readonly right: number
}

const widths = new Map<string, number>()

/** The canvas with the theme, the scale and the few strokes that every lane is made of. */
export class Brush {
  readonly ctx: CanvasRenderingContext2D
  readonly tones: Tones
  readonly scale: TimeScale
  readonly scene: Scene
  readonly playheadX: number
  /** One device pixel, in units: the finest line, and the grid that edges are put on. */
  readonly hair: number
  readonly chosen: ReadonlySet<number>
  /** What can be seen: a little more than the scale says, for the plot has a margin. */
  readonly fromMs: Time
  readonly toMs: Time
  readonly right: number
  /** Words of the lanes, while folds are still to be painted over what the words stand on. */
  words: (() => void)[] | undefined
  readonly folds: readonly FoldExtent[]
  /** Words that the playhead would cut and that cannot step aside: painted upon its line. */
  readonly afterPlayhead: (() => void)[] = []

  constructor(ctx: CanvasRenderingContext2D, scene: Scene) {
    this.ctx = ctx
    this.scene = scene
    this.tones = scene.tones
    this.scale = scene.scale
    this.hair = 1 / (scene.devicePixelRatio * scene.unit)
    this.playheadX = xOf(scene.scale, scene.playheadMs)
    this.right = scene.width
    this.fromMs = exactTimeAt(scene.scale, scene.scale.left - 16)
    this.toMs = exactTimeAt(scene.scale, scene.width)
    this.folds = scene.scale.folds
      .filter(({ fromMs, toMs }) => toMs > this.fromMs && fromMs < this.toMs)
      .map((fold) => ({ fold, left: this.x(fold.fromMs), right: this.x(fold.toMs) }))
    this.chosen = new Set(scene.chain.map((anchor) => anchor.seq))
  }

  /** Whether the chosen chain of causes passes through a lane at an instant. */
  passes(lane: string, at: Time): boolean {
    return this.scene.chain.some((anchor) => anchor.lane === lane && anchor.at === at)
  }

  x(at: Time): number {
    return xOf(this.scale, at)
  }

  /** The inverse, not rounded. */
  timeAt(x: number): number {
    return exactTimeAt(this.scale, x)
  }

  /** On the grid of device pixels, so that edges are sharp. */
  snap(value: number): number {
    return Math.round(value / this.hair) * this.hair
  }

  /** How far words that begin at x may go: up to where the next fold begins. */
  clearOf(x: number, right: number): number {
    const fold = this.folds.find((each) => each.left >= x && each.left < right)
    return fold ? fold.left : right
  }

  ground(x: number): string {
    if (this.folds.some(({ left, right }) => x > left && x < right)) return this.tones.bg0
    return this.scene.refused || x > this.playheadX ? this.tones.future : this.tones.bg1
  }

  mark(tone: Tone): string {
    return tone === 't1' || tone === 't2' || tone === 't3' ? this.tones[tone] : this.tones[tone].mark
  }

  ink(tone: Tone): string {
    return tone === 't1' || tone === 't2' || tone === 't3' ? this.tones[tone] : this.tones[tone].ink
  }

  on(tone: Tone): string {
    return tone === 't1' || tone === 't2' || tone === 't3' ? this.tones.bg1 : this.tones[tone].on
  }

  fill(colour: string, left: number, top: number, width: number, height: number): void {
    this.ctx.fillStyle = colour
    this.ctx.fillRect(left, top, width, height)
  }

  line(
    colour: string,
    weight: number,
    points: readonly (readonly [number, number])[],
    dash: readonly number[] = [],
  ): void {
    const { ctx } = this
    ctx.strokeStyle = colour
    ctx.lineWidth = weight
    ctx.setLineDash(dash as number[])
    ctx.beginPath()
    for (const [i, [x, y]] of points.entries()) {
      if (i === 0) ctx.moveTo(x, y)
      else ctx.lineTo(x, y)
    }
    ctx.stroke()
    if (dash.length > 0) ctx.setLineDash([])
  }

  polygon(points: readonly (readonly [number, number])[]): void {
    const { ctx } = this
    ctx.beginPath()
    for (const [i, [x, y]] of points.entries()) {
      if (i === 0) ctx.moveTo(x, y)
      else ctx.lineTo(x, y)
    }
    ctx.closePath()
  }

  font({ face, size, weight = 400 }: Pick<TextStyle, 'face' | 'size' | 'weight'>): string {
    return `${weight} ${size}px ${this.tones[face]}`
  }

  measure(text: string, style: Pick<TextStyle, 'face' | 'size' | 'weight'>): number {
    const font = this.font(style)
    const key = `${font}|${text}`
    let width = widths.get(key)
    if (width === undefined) {
      this.prepare(style)
      width = this.ctx.measureText(text).width
      // Countdowns make ever new texts: what was measured long ago may be measured again.
      if (widths.size > 4000) widths.clear()
      widths.set(key, width)
    }
    return width
  }

  /** Where a word goes that may not be cut by the playhead: there, or 5 px right of it. */
  besidePlayhead(x: number, width: number): number {
    return this.playheadX > x - 3 && this.playheadX < x + width + 3 ? this.playheadX + 5 : x
  }

  /** The first part of a stretch, between folds, that has room for something this wide; or else the stretch's first part. */
  unbroken(left: number, right: number, width: number): { readonly left: number; readonly right: number } {
    let from = left
    let first: { readonly left: number; readonly right: number } | undefined
    for (const fold of this.folds) {
      if (fold.right <= from || fold.left >= right) continue
      const part = { left: from, right: fold.left }
      if (part.right - part.left >= width) return part
      first ??= part
      from = fold.right
    }
    const last = { left: from, right }
    return right - from >= width ? last : (first ?? last)
  }

  /** `y` is the middle of the small letters, not the base line. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    if (this.words) this.words.push(() => this.write(text, x, y, style))
    else this.write(text, x, y, style)
  }

  /** Paints something, and folds over it; its words upon the folds, which would cut them in two. */
  folding(paint: () => void, paintFolds: () => void): void {
    if (this.folds.length === 0) {
      paint()
      return
    }
    const words: (() => void)[] = []
    this.words = words
    paint()
    this.words = undefined
    paintFolds()
    for (const write of words) write()
  }

  private write(text: string, x: number, y: number, style: TextStyle): void {
    const { ctx } = this
    this.prepare(style)
    ctx.textAlign = style.align ?? 'left'
    ctx.textBaseline = 'alphabetic'
    const base = this.snap(y + style.size * 0.36)
    if (style.halo) {
      ctx.lineJoin = 'round'
      ctx.lineWidth = 4
      ctx.strokeStyle = this.ground(style.align === 'right' ? x - 1 : x + 1)
      ctx.strokeText(text, x, base)
    }
    ctx.fillStyle = style.colour
    ctx.fillText(text, x, base)
  }

  /** A word that stands where it stands: the playhead does not cut it. */
  uncutText(text: string, x: number, y: number, style: TextStyle): void {
    const half = this.measure(text, style) / 2 + 3
    if (Math.abs(this.playheadX - x) > half) this.text(text, x, y, style)
    else this.afterPlayhead.push(() => this.text(text, x, y, style))
  }

  private prepare(style: Pick<TextStyle, 'face' | 'size' | 'weight'>): void {
    this.ctx.font = this.font(style)
    // Any spacing at all turns the ligatures off, which would draw "--" and "->" as something nobody typed.
    this.ctx.letterSpacing = style.face === 'mono' ? '0.01px' : '0px'
  }
}

/** A colour of the theme (#rrggbb), let through. */
export function fade(colour: string, share: number): string {
  return `${colour}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`
}

/** Widths were measured with a face that had not come yet. */
export function forgetWidths(): void {
  widths.clear()
}
