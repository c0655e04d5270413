import { ensure } from '../../../lib/assert.ts'
import type { Seq, TraceEntry } from '../../../trace/entry.ts'
import { PROBE_OUTCOMES } from '../../../trace/probe-track.ts'
import type { Trace } from '../../../trace/trace.ts'
import { historiesOf } from '../../history/histories.ts'
import { type Explanation, explain } from '../explain.ts'
import type { Question } from '../question.ts'
import type { ExplainWords } from '../words-en.ts'

/** `archive 12 STATUS`: of a Pod's field at a second; `STATUS` is what is asked where nothing is selected. */
const FIELD = /^(\S+) ([\d.]+) (STATUS|READY|RESTARTS|phase|condition (\S+)|(\S+) (state|lastState|restarts))$/

/**
 * Asks a run: of a field (`web 61 READY`, `web 61 app lastState`), or of the first mark of its kind that there is (`exit app`,
 * `run app 2`, `SIGKILL`, `back-off app`, `attempt app readiness failure`, `Event BackOff`, `OOM`, `pull front`, `gone web`,
 * `slice 2`). The number says which run, or which write, from 1.
 */
export function ask(trace: Trace, question: string, words: ExplainWords): Explanation {
  const field = FIELD.exec(question)
  const asked = field ? askField(trace, field, words) : askMark(trace, question, words)
  return ensure(asked, question)
}

function askField(trace: Trace, [, pod, seconds, what, type, container, part]: RegExpExecArray, words: ExplainWords) {
  const at = Number(seconds) * 1000
  const history = ensure(
    historiesOf(trace).findLast(({ ref, createdAt }) => ref.name === pod && createdAt <= at),
    `Pod ${pod}`,
  )
  const uid = history.ref.uid
  if (what === 'STATUS') return explain(trace, at, { seq: undefined, uid }, { words })
  const seq = ensure(
    history.versions.findLast((version) => version.at <= at),
    'version',
  ).written.seq
  const on =
    type !== undefined
      ? { kind: 'condition', type }
      : container !== undefined
        ? { kind: 'container', name: container, what: part }
        : { kind: (what ?? '').toLowerCase() }
  return explain(trace, at, { seq, uid, about: { what: what ?? '', value: '', on: on as Question } }, { words })
}

function askMark(trace: Trace, question: string, words: ExplainWords) {
  const [kind = '', name = '', number = '1', outcome] = question.split(' ')
  const seq = kind === 'attempt' ? attemptOf(trace, name, number, outcome) : entryOf(trace, kind, name, number)
  const { at } = trace.entries.find((entry) => entry.seq === seq) ?? {}
  return explain(trace, at ?? trace.endMs, { seq: ensure(seq, question), uid: undefined }, { words })
}

function attemptOf(trace: Trace, container: string, probe: string, outcome: string | undefined): Seq | undefined {
  for (const track of trace.probes) {
    if (track.container !== container || track.probe !== probe) continue
    const { columns } = track
    for (let index = columns.length - 1; index >= 0; index -= 1) {
      if (PROBE_OUTCOMES[columns.outcome[index] as number] === outcome) return columns.seq[index]
    }
  }
  return undefined
}

function entryOf(trace: Trace, kind: string, name: string, number: string): Seq | undefined {
  const restart = Number(number) - 1
  const span = (seq: Seq) => trace.spans.find(({ id }) => id === seq)
  const found = trace.entries.filter((entry: TraceEntry): boolean => {
    switch (kind) {
      case 'exit': {
        const run = entry.kind === 'spanEnd' ? span(entry.opened) : undefined
        return run?.detail.kind === 'run' && run.container === name && run.restart === restart
      }
      case 'pull':
        return entry.kind === 'spanEnd' && entry.outcome.kind === 'failed' && span(entry.opened)?.container === name
      case 'run':
        return (
          entry.kind === 'span' && entry.span.kind === 'run' && entry.container === name && entry.restart === restart
        )
      case 'back-off':
        return entry.kind === 'span' && entry.span.kind === 'backOff' && entry.container === name
      case 'Event':
        return entry.kind === 'event' && entry.reason === name
      case 'OOM':
        return entry.kind === 'oom'
      case 'gone':
        return (
          entry.kind === 'object' && entry.objectKind === 'Pod' && entry.change === 'DELETED' && entry.name === name
        )
      case 'slice':
        return entry.kind === 'object' && entry.objectKind === 'EndpointSlice' && entry.change === 'MODIFIED'
      default:
        return entry.kind === 'signal' && entry.signal === kind
    }
  })
  return found[kind === 'slice' ? Number(name) - 1 : 0]?.seq
}
