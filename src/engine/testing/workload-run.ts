import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import type { EventWritten, ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

/** A Scenario's nodes, steps and assumptions, and how long it lasts. */
export interface WorkloadRunOptions {
  readonly steps?: readonly (readonly [at: string, line: string])[]
  readonly until?: string
  readonly nodes?: readonly object[]
  readonly more?: readonly object[]
  readonly traffic?: readonly object[]
  readonly assumptions?: object
}

const DRAWN = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/

/** What came of objects: what was written and told of them, with the seconds at which it was. */
export class WorkloadRun {
  readonly trace: Trace

  constructor(objects: readonly object[], options: WorkloadRunOptions = {}) {
    const { steps = [], until = '60s', nodes, more = [], traffic = [], assumptions = {} } = options
    const scenario = {
      apiVersion: 'podlapse.dev/v1',
      kind: 'Scenario',
      spec: {
        until,
        imagesPresent: true,
        ...(nodes ? { nodes } : {}),
        traffic,
        assumptions,
        steps: [...steps.map(([at, run]) => ({ at, run })), ...more],
      },
    }
    const compiled = compile([...objects, scenario].map((each) => JSON.stringify(each)).join('\n---\n'))
    if (!compiled.scenario) throw new Error(compiled.refusal ?? JSON.stringify(compiled.problems))
    this.trace = assembleTrace(simulate(compiled.scenario, PROGRAMS))
  }

  writes(kind: string): ObjectWritten[] {
    return this.trace.entries.filter((entry) => entry.kind === 'object' && entry.objectKind === kind) as ObjectWritten[]
  }

  /** "9 ADDED web-0": when each came and went, in whole seconds. */
  comings(kind = 'Pod'): string[] {
    return this.writes(kind).flatMap(({ at, change, name }) =>
      change === 'MODIFIED' ? [] : [`${Math.floor(at / 1000)} ${change} ${name}`],
    )
  }

  /** The last version of an object, or of all of a kind that are there; undefined: it is gone. */
  last(kind: string, name: string): ObjectWritten['object'] | undefined {
    const write = this.writes(kind).findLast((each) => each.name === name)
    return write?.change === 'DELETED' ? undefined : write?.object
  }

  there(kind: string): string[] {
    const names = [...new Set(this.writes(kind).map(({ name }) => name))]
    return names.filter((name) => this.last(kind, name) !== undefined)
  }

  events(kind: string): EventWritten[] {
    return this.trace.entries.filter(
      (entry) => entry.kind === 'event' && entry.regarding.kind === kind,
    ) as EventWritten[]
  }

  /** What was told of the objects of a kind: "9 SuccessfulCreate Created pod: P1". Drawn names are P1, P2 … as they came. */
  told(kind: string): string[] {
    const drawn = [...new Set(this.writes('Pod').map(({ name }) => name))].filter((name) => DRAWN.test(name))
    return this.events(kind).map(({ at, reason, message }) => {
      const text = drawn.reduce((before, name, index) => before.replaceAll(name, `P${index + 1}`), message)
      return `${Math.floor(at / 1000)} ${reason} ${text}`
    })
  }

  /** What steps have printed. */
  printed(): string[] {
    return this.trace.entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [entry.text] : []))
  }
}
