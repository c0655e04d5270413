import { simulate } from '../src/engine/simulate.ts'
import { GALLERY } from '../src/gallery/gallery.ts'
import type { Time } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { encodeShare } from '../src/share/share.ts'
import { assembleTrace } from '../src/trace/assemble.ts'
import { neighbourChange } from '../src/trace/changes.ts'
import type { Trace } from '../src/trace/trace.ts'
import { explain } from '../src/view/explain/explain.ts'
import { historiesOf } from '../src/view/history/histories.ts'
import { podLines } from '../src/view/inspector/pod-view.ts'

export interface Telling {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly playheadMs: Time
  /** What a link to that instant says after its #. */
  readonly fragment: string
}

/** A Pod that is as one would wish needs no explanation. */
const CALM: ReadonlySet<string> = new Set(['Running', 'Pending', 'ContainerCreating', 'Completed'])

/** Of every scenario of the gallery, or of those named, the instant at which it has most to say. */
export function tellingInstants(names: readonly string[] = []): readonly Telling[] {
  return GALLERY.filter(({ name }) => names.length === 0 || names.includes(name)).map(({ name, title, text }) => {
    const { scenario } = compile(text)
    if (!scenario) throw new Error(`${name} is refused`)
    const playheadMs = tellingInstant(assembleTrace(simulate(scenario, PROGRAMS)))
    return { name, title, text, playheadMs, fragment: encodeShare({ text, playheadMs }) ?? '' }
  })
}

/**
 * Shortly after the change of what kubectl shows of the first Pod that takes the longest chain to explain; trouble
 * counts, so does every line of the manifest that had a say in it, and that something is to be seen on both sides.
 */
export function tellingInstant(trace: Trace): Time {
  let best = { at: Math.round(trace.endMs / 2), weight: 5 }
  for (const at of instantsOf(trace)) {
    const first = podLines(trace, at)[0]
    if (first === undefined) continue
    const { links = [] } = explain(trace, at, { seq: undefined, uid: first.ref.uid }) ?? {}
    const fields = new Set(links.map(({ field }) => field).filter((field) => field !== undefined)).size
    const share = at / trace.endMs
    const amid = share > 0.1 && share < 0.85 ? 6 : 0
    const weight = Math.min(links.length, 5) + 2 * fields + (CALM.has(first.row.status) ? 0 : 3) + amid
    if (weight > best.weight) best = { at: soonAfter(trace, at), weight }
  }
  return best.at
}

function instantsOf(trace: Trace): readonly Time[] {
  const times = historiesOf(trace).flatMap(({ versions }) => versions.map(({ at }) => at))
  return [...new Set(times)].sort((a, b) => a - b).filter((at) => at < trace.endMs * 0.97)
}

/** Not at the edge of what happened: a third of the way to the next change, but never far. */
function soonAfter(trace: Trace, at: Time): Time {
  const next = neighbourChange(trace, at, 1) ?? trace.endMs
  return Math.round(at + Math.min(4_000, Math.max(0, (next - at) / 3)))
}

/** A scenario at an instant that somebody has chosen, perhaps with one thing changed in its text. */
export function linkAt(
  name: string,
  playheadMs: Time,
  [from, to]: readonly [string, string] = ['', ''],
): Pick<Telling, 'name' | 'playheadMs' | 'fragment'> {
  const text = GALLERY.find((item) => item.name === name)?.text
  if (text === undefined) throw new Error(`no scenario ${name}`)
  return { name, playheadMs, fragment: encodeShare({ text: text.replace(from, to), playheadMs }) ?? '' }
}
