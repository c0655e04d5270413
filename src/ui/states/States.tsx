import { useEffect, useMemo, useRef, useState } from 'react'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../../view/history/histories.ts'
import { containersOf, type PodHistory } from '../../view/history/pod-history.ts'
import { CONTAINER_STATES, containerMachine } from '../../view/states/container-machine.ts'
import { stateViews } from '../../view/states/machine.ts'
import { PHASES, phaseMachine } from '../../view/states/phase-machine.ts'
import { placeContainer, placePhases } from '../../view/states/place-machine.ts'
import { useWords } from '../language/words.ts'
import { usePicturedPod } from '../stage/pictured-pod.ts'
import { MachineGraph } from './MachineGraph.tsx'
import css from './States.module.css'

/** The state machines of the pictured Pod: its phase, and each of its containers. */
export function States() {
  const { states: words } = useWords()
  const trace = useApp((state) => state.trace)
  const freshness = useApp((state) => state.freshness)
  const empty = useApp((state) => state.text.trim() === '')
  const at = useThrottledPlayhead()
  const uid = usePicturedPod(trace, at)
  const history = trace && historiesOf(trace).find(({ ref }) => ref.uid === uid)
  const element = useRef<HTMLElement>(null)
  const width = useInnerWidth(element)
  return (
    <section
      ref={element}
      className={css.states}
      aria-label={words.picture}
      data-stale={freshness === 'fresh' ? undefined : freshness}
    >
      {empty ? null : trace === undefined || history === undefined ? (
        <p className={css.empty}>{trace === undefined ? words.loading : words.noPod}</p>
      ) : width > 0 ? (
        <Machines trace={trace} history={history} at={at} width={width} />
      ) : null}
    </section>
  )
}

interface MachinesProps {
  readonly trace: Trace
  readonly history: PodHistory
  readonly at: Time
  readonly width: number
}

function Machines({ trace, history, at, width }: MachinesProps) {
  const { states: words } = useWords()
  const phases = useMemo(() => phaseMachine(history), [history])
  const phaseViews = useMemo(() => stateViews(phases, PHASES, at), [phases, at])
  const placed = useMemo(() => placePhases(width), [width])
  return (
    <>
      <article className={css.machine}>
        <h2 className={css.name}>
          {words.phaseOf(history.ref.name)} <span>{words.phaseHint}</span>
        </h2>
        <MachineGraph machine={phases} views={phaseViews} placed={placed} at={at} small />
      </article>
      {containersOf(history).map(({ container, kind }) => (
        <ContainerMachine
          key={container.name}
          {...{ trace, history, at, width }}
          container={container.name}
          kind={kind}
        />
      ))}
    </>
  )
}

function ContainerMachine({
  trace,
  history,
  at,
  width,
  container,
  kind,
}: MachinesProps & {
  readonly container: string
  readonly kind: keyof ReturnType<typeof useWords>['states']['kinds']
}) {
  const { states: words } = useWords()
  const machine = useMemo(() => containerMachine(trace, history, container, kind), [trace, history, container, kind])
  const views = useMemo(() => stateViews(machine, CONTAINER_STATES, at), [machine, at])
  const rows = views.map(({ state, subs }) => `${state} ${subs.length}`).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers of rows are all that counts of the views
  const placed = useMemo(
    () => placeContainer(width, Object.fromEntries(views.map(({ state, subs }) => [state, subs.length]))),
    [width, rows],
  )
  return (
    <article className={css.machine}>
      <h2 className={css.name}>
        <code>{container}</code> <span>{words.kinds[kind]}</span> <span>{words.containerHint}</span>
      </h2>
      <MachineGraph machine={machine} views={views} placed={placed} at={at} />
    </article>
  )
}

/** What is left between the paddings. */
function useInnerWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return width
}
