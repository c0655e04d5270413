import { neighbourChange } from '../../../trace/changes.ts'
import { xOf } from '../../../view/time/time-scale.ts'
import type { Scene } from './scene.ts'

/** A part of the picture, over all its height. */
export interface Strip {
  readonly left: number
  readonly right: number
}

/** So far from the playhead words may stand that it has pushed aside, and the countdown. */
const WORDS = 240

/**
 * What has to be painted again of a picture when nothing but its playhead has moved, and nothing has come about on its
 * way: a strip around it. undefined: all of it.
 */
export function stripBetween(before: Scene | undefined, now: Scene): Strip | undefined {
  if (!before || !now.trace || now.veiled || now.cursor || before.cursor || !sameBut(before, now)) return undefined
  const [from, to] = [before.playheadMs, now.playheadMs]
  const change = neighbourChange(now.trace, Math.min(from, to) - 1, 1)
  if (change !== undefined && change <= Math.max(from, to)) return undefined
  const [x0, x1] = [xOf(now.scale, from), xOf(now.scale, to)]
  return { left: Math.min(x0, x1) - WORDS, right: Math.max(x0, x1) + WORDS }
}

const APART: ReadonlySet<keyof Scene> = new Set(['playheadMs', 'clockMs', 'scale', 'cursor'])

function sameBut(before: Scene, now: Scene): boolean {
  for (const key of Object.keys(now) as (keyof Scene)[]) {
    if (!APART.has(key) && before[key] !== now[key]) return false
  }
  const { fromMs, toMs, left, right, folds } = now.scale
  const was = before.scale
  const sameScale = was.fromMs === fromMs && was.toMs === toMs && was.left === left && was.right === right
  return sameScale && was.folds === folds
}
