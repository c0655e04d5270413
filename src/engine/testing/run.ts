import type { Pod } from '../../manifest/pod/pod.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

/** What came of a text, as a person with kubectl sees it. */
export class Run {
  readonly trace: Trace

  constructor(text: string, until = '2m') {
    const scenario = text.includes('kind: Scenario')
      ? text
      : `${text}\n---\n{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: ${until}}}`
    const compiled = compile(scenario)
    if (!compiled.scenario) throw new Error(compiled.refusal ?? JSON.stringify(compiled.problems))
    this.trace = assembleTrace(simulate(compiled.scenario, PROGRAMS))
  }

  /** Lines of a container, of all its runs or of one. */
  logs(container = 'c', pod = 'p', restart?: number): string[] {
    return this.trace.entries.flatMap((entry) =>
      entry.kind === 'log' &&
      entry.pod.name === pod &&
      entry.container === container &&
      (restart === undefined || entry.restart === restart)
        ? [entry.line]
        : [],
    )
  }

  /** Messages of a reason, each once. */
  told(reason: string): string[] {
    return [
      ...new Set(
        this.trace.entries.flatMap((entry) =>
          entry.kind === 'event' && entry.reason === reason ? [entry.message] : [],
        ),
      ),
    ]
  }

  /** The last version of a Pod. */
  pod(name = 'p', at = Number.POSITIVE_INFINITY): Pod {
    const key = [...this.trace.objects.keys()].find((each) => each.startsWith('Pod/') && each.endsWith(`/${name}`))
    return this.trace.objects.get(key ?? '')?.findLast((version) => version.at <= at)?.object as Pod
  }
}
