import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Problem } from '../../scenario/problem.ts'
import type { EventWritten, LogLine, ObjectWritten, TraceEntry } from '../../trace/entry.ts'
import { REQUEST_OUTCOMES } from '../../trace/request-outcome.ts'
import { TrafficAssembly } from '../../trace/traffic-assembly.ts'
import type { TrafficTrack } from '../../trace/traffic-track.ts'
import { sayDecision } from '../../view/explain/decision-words.ts'
import { DECISIONS_EN } from '../../view/explain/decision-words-en.ts'
import { sayFix, sayNote } from '../../view/notes/note-words.ts'
import { NOTES_EN } from '../../view/notes/notes-en.ts'
import { problemText } from '../../view/notes/problem-text.ts'
import type { BufferedOutput } from '../io.ts'
import { TypedCommands } from './typed-commands.ts'
import type { Writer } from './writer.ts'

/** Everything as one JSON object, one entry a line. Written piece by piece: a trace may be larger than a string can be. */
export const writeJson: Writer = (chunks, out, problems) => {
  const objects: ObjectWritten[] = []
  const events: EventWritten[] = []
  const logs: LogLine[] = []
  const rest: TraceEntry[] = []
  const commands = new TypedCommands()
  let head: object = {}
  let end: object = {}
  const traffic: TrafficAssembly[] = []
  for (const { header, endMs, ending, entries, traffic: requests = [] } of chunks) {
    if (header) {
      const { kubernetes, name, seed, untilMs, assumptions } = header
      head = { kubernetes, name, seed, untilMs, assumptions }
    }
    end = { endMs, ending }
    for (const chunk of requests) {
      traffic[chunk.track] ??= new TrafficAssembly(chunk)
      traffic[chunk.track]?.add(chunk)
    }
    for (const entry of entries) {
      commands.see(entry)
      if (entry.kind === 'object') objects.push(entry)
      else if (entry.kind === 'event') events.push(entry)
      else if (entry.kind === 'log') logs.push(entry)
      else rest.push(entry)
    }
  }
  const scalars = { apiVersion: 'podlapse.dev/v1', kind: 'Trace', ...head, ...end, problems: problems.map(problemJson) }
  out.write(`${JSON.stringify(scalars).slice(0, -1)}`)
  writeArray(out, 'objects', objects, objectJson)
  writeArray(out, 'events', events, eventJson)
  writeArray(out, 'logs', logs, logJson)
  writeArray(out, 'commands', commands.list(), (command) => command)
  if (traffic.length > 0) writeArray(out, 'traffic', traffic, (each) => trafficJson(each.snapshot()))
  // Steps, spans, signals, decisions: as the trace has them, times in `at`.
  writeArray(out, 'entries', rest, entryJson)
  out.write('}\n')
}

function writeArray<T>(out: BufferedOutput, name: string, items: readonly T[], json: (item: T) => object): void {
  out.write(`,\n"${name}": [`)
  items.forEach((item, index) => {
    out.write(`${index === 0 ? '' : ','}\n  ${JSON.stringify(json(item))}`)
  })
  out.write(items.length === 0 ? ']' : '\n]')
}

function problemJson({ hint, fix, ...problem }: Problem): object {
  return {
    ...problem,
    message: problemText({ ...problem, ...(hint ? { hint } : {}) }, NOTES_EN),
    ...(hint ? { hint: sayNote(hint, NOTES_EN) } : {}),
    ...(fix ? { fix: { ...fix, title: sayFix(fix.title, NOTES_EN) } } : {}),
  }
}

function objectJson({ at, change, objectKind, namespace, name, object }: ObjectWritten): object {
  const version = { tMs: at, change, kind: objectKind, namespace, name }
  if (objectKind !== 'Pod') return { ...version, object }
  const { ready, status, restarts } = podRow(object as Pod, at)
  return { ...version, row: { ready, status, restarts }, object }
}

function eventJson({ at, type, reason, message, count, firstAt, component, regarding, key }: EventWritten): object {
  return { tMs: at, type, reason, message, count, firstMs: firstAt, component, regarding, key }
}

/** Facts, and what they say. */
function entryJson(entry: TraceEntry): object {
  if (entry.kind === 'notSimulated') return { ...entry, what: sayNote(entry.note, NOTES_EN) }
  return entry.kind === 'decision' ? { ...entry, summary: sayDecision(entry, DECISIONS_EN).text } : entry
}

function logJson({ at, pod, container, restart, stream, line, partial }: LogLine): object {
  const whose = { tMs: at, pod: pod.name, namespace: pod.namespace, container, restart, stream, line }
  return partial ? { ...whose, partial } : whose
}

/** A row for each second in which requests ended; how they ended that did not end well is in `entries`. */
function trafficJson({ columns, failures, groups, from, ...track }: TrafficTrack): object {
  const seconds = Array.from(columns.at, (tMs, i) => ({
    tMs,
    ...Object.fromEntries(
      REQUEST_OUTCOMES.flatMap((outcome) => {
        const count = columns.counts[outcome][i] ?? 0
        return count > 0 ? [[outcome, count]] : []
      }),
    ),
    latencyMs: [columns.fastest[i], columns.middle[i], columns.slowest[i]],
  }))
  const requests = seconds.length === 0 ? 0 : sum(REQUEST_OUTCOMES.map((outcome) => sum([...columns.counts[outcome]])))
  return { ...track, fromMs: from, requests, failed: failures.length, groups, seconds }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
