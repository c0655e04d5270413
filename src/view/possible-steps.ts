import type { Time } from '../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../manifest/object/meta.ts'
import type { Trace } from '../trace/trace.ts'
import { historiesOf } from './history/histories.ts'
import { versionAt } from './inspector/pod-view.ts'

/** What somebody could do to a Pod at an instant, in the fields of a Scenario document's step. */
export type PossibleStep =
  | { readonly kind: 'delete'; readonly step: { readonly run: string } }
  | {
      readonly kind: 'evict'
      readonly step: { readonly pod: string; readonly do: string; readonly namespace?: string }
    }
  | {
      readonly kind: 'kill'
      readonly container: string
      readonly step: {
        readonly pod: string
        readonly do: string
        readonly container: string
        readonly namespace?: string
      }
    }
  | { readonly kind: 'stopKubelet'; readonly step: { readonly node: string; readonly do: string } }

/** Of the Pod of that uid; nothing where it is not there. */
export function possibleSteps(trace: Trace, uid: string | undefined, at: Time): readonly PossibleStep[] {
  const history = historiesOf(trace).find(({ ref }) => ref.uid === uid)
  const version = history && versionAt(history, at)
  if (!history || !version) return []
  const { name, namespace } = history.ref
  const where = namespace === DEFAULT_NAMESPACE ? {} : { namespace }
  const { nodeName } = version.pod.spec
  const running = (version.pod.status?.containerStatuses ?? []).filter(({ state }) => state.running)
  return [
    {
      kind: 'delete',
      step: { run: `kubectl delete pod ${name}${namespace === DEFAULT_NAMESPACE ? '' : ` -n ${namespace}`}` },
    },
    { kind: 'evict', step: { pod: name, ...where, do: 'evict' } },
    ...running.map(
      ({ name: container }): PossibleStep => ({
        kind: 'kill',
        container,
        step: { pod: name, ...where, container, do: 'kill' },
      }),
    ),
    ...(nodeName ? [{ kind: 'stopKubelet', step: { node: nodeName, do: 'stopKubelet' } } as const] : []),
  ]
}
