import { isMap, isScalar, type Pair } from 'yaml'
import { composePiece } from '../../../manifest/text/compose.ts'
import { setValue, valueAt } from '../../../manifest/text/edits.ts'
import { editBetween } from '../../../manifest/text/text-edit.ts'
import type { Repair } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'

/** A key that stands twice: one object behind another without dashes between, or the earlier one, which counts for nothing. */
export function duplicateFieldRepairs(given: Case): readonly Repair[] {
  const { stream, document, steps, problem } = given
  const { range } = problem
  if (!range) return []
  const { start, end } = document.piece
  if (steps.length === 1) {
    // The line of its own first key.
    const piece = stream.text.slice(start, end)
    const firsts = [...piece.matchAll(/^(?:apiVersion|kind):/gm)].map(({ index }) => index + start)
    const begin = firsts.filter((at) => at <= range.start).at(-1)
    const own = firsts.findLast((at) => at <= range.start && at > (firsts[0] ?? 0) && isTwice(stream.text, at, start))
    if (begin !== undefined && own !== undefined) {
      const text = `${stream.text.slice(0, own)}---\n${stream.text.slice(own)}`
      return [{ title: { kind: 'separator' }, edit: editBetween(stream.text, text), sure: true }]
    }
  }
  return earlier(given)
}

/** Whether a line names what has been named above it. */
function isTwice(text: string, at: number, start: number): boolean {
  const key = /^\w+/.exec(text.slice(at, at + 20))?.[0] ?? ''
  return new RegExp(`^${key}:`, 'm').test(text.slice(start, at))
}

/** The entry before the last of a name, with all of its lines. */
function earlier(given: Case): readonly Repair[] {
  const { stream, document, steps } = given
  const { start, end } = document.piece
  const composed = composePiece(stream.text.slice(start, end), start, 30_000)
  if (typeof composed === 'string') return []
  const holder = composed.document.getIn(
    steps.slice(0, -1).map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    true,
  )
  if (!isMap(holder)) return []
  const name = leafOf(steps)
  const same = holder.items.filter(({ key }) => isScalar(key) && String(key.value) === name) as Pair[]
  const [first, second] = same
  if (!first || !second) return []
  const merged = mergedOf([toPlain(first.value), valueAt(document.value, steps)])
  const from = rangeOfKey(first)
  if (from === undefined) return []
  // Its lines, up to where the next key of the same mapping begins.
  const next = holder.items[holder.items.indexOf(first as never) + 1] as Pair | undefined
  const to = next && rangeOfKey(next)
  if (to === undefined || holder.flow) return []
  const text = stream.text.slice(0, from) + stream.text.slice(to)
  const removedEarlier: Repair = {
    title: { kind: 'remove', field: name },
    edit: editBetween(stream.text, text),
    sure: merged === undefined,
  }
  return [
    ...(merged === undefined
      ? []
      : repairBy(given, { kind: 'merge', field: name }, [
          () => editBetween(stream.text, text),
          (now) => setValue(now, document.index, steps, merged),
        ])),
    removedEarlier,
  ]
}

function rangeOfKey({ key }: Pair): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined
}

function toPlain(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'toJSON' in node ? (node as { toJSON(): unknown }).toJSON() : node
}

/** Both, where they are lists, or mappings of which none has what the other has. */
function mergedOf([before, after]: readonly unknown[]): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return [...before, ...after]
  if (isFields(before) && isFields(after) && Object.keys(before).every((key) => !Object.hasOwn(after, key)))
    return { ...before, ...after }
  return undefined
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
