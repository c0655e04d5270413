import { Tabs } from 'radix-ui'
import { type ReactNode, useMemo, useRef } from 'react'
import { type InspectorTab, setPanels, usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { orphansAt } from '../../view/inspector/orphans.ts'
import { podLines, podViewAt } from '../../view/inspector/pod-view.ts'
import { schedulingViewAt } from '../../view/inspector/scheduling-view.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import panelCss from '../panel/Panel.module.css'
import { ContainerSection, MOST_OPEN_CONTAINERS } from './ContainerSection.tsx'
import { FaultNote } from './FaultNote.tsx'
import css from './Inspector.module.css'
import { PodRows } from './PodRows.tsx'
import { PodSection } from './PodSection.tsx'
import { SchedulingSection } from './SchedulingSection.tsx'
import { WhyPane } from './WhyPane.tsx'

/** With it comes a YAML printer that nobody else needs. */
const YamlTab = lazyPart(async () => (await import('./YamlTab.tsx')).YamlTab)

/** And with this one what kubectl says of thirty kinds. */
const DescribeTab = lazyPart(async () => (await import('./DescribeTab.tsx')).DescribeTab)

const TABS: readonly InspectorTab[] = ['state', 'describe', 'yaml']

export function Inspector({ head }: { readonly head?: ReactNode }) {
  const { inspector: words } = useWords()
  const tab = usePanels((panels) => panels.inspector)
  const trace = useApp((state) => state.trace)
  const playing = useApp((state) => state.playing)
  const at = useThrottledPlayhead()
  const uid = useFocusedPod(trace, at)
  const frame = useRef<HTMLElement>(null)
  return (
    <Tabs.Root
      className={css.inspector}
      value={tab}
      onValueChange={(value) => setPanels({ inspector: value as InspectorTab })}
    >
      <section ref={frame} className={panelCss.panel} aria-label={words.inspector}>
        <div className={panelCss.top}>
          <h2 className={panelCss.heading}>{words.at(playing ? clockText(at, 100) : exactClock(at))}</h2>
          <Tabs.List className={panelCss.tabs} aria-label={words.views}>
            {TABS.map((each) => (
              <Tabs.Trigger key={each} value={each} className={panelCss.tab}>
                {words.tabs[each]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {head}
        </div>
        <FaultNote />
        <Tabs.Content className={panelCss.body} value="state">
          {trace === undefined ? (
            <p className={css.empty}>{words.noTrace}</p>
          ) : (
            <StateTab trace={trace} at={at} uid={uid} />
          )}
        </Tabs.Content>
        <Tabs.Content className={panelCss.body} value="describe">
          {trace === undefined ? null : <DescribeTab trace={trace} at={at} uid={uid} />}
        </Tabs.Content>
        <Tabs.Content className={panelCss.body} value="yaml">
          {trace === undefined ? null : <YamlTab trace={trace} at={at} uid={uid} />}
        </Tabs.Content>
        {trace === undefined ? null : <WhyPane trace={trace} at={at} uid={uid} of={frame} />}
      </section>
    </Tabs.Root>
  )
}

function StateTab({ trace, at, uid }: { readonly trace: Trace; readonly at: Time; readonly uid: string | undefined }) {
  const { inspector: words } = useWords()
  const lines = useMemo(() => podLines(trace, at), [trace, at])
  const pod = useMemo(() => (uid === undefined ? undefined : podViewAt(trace, uid, at)), [trace, uid, at])
  const scheduling = useMemo(() => (uid === undefined ? undefined : schedulingViewAt(trace, uid, at)), [trace, uid, at])
  // While the Pod waits for a node nothing else matters; later it is history.
  const waits = scheduling !== undefined && scheduling.kind !== 'scheduled'
  return (
    <>
      {lines.length > 0 ? (
        <PodRows lines={lines} uid={uid} wrote={pod?.wrote} />
      ) : (
        <p className={css.empty}>{words.noPod}</p>
      )}
      <Orphans trace={trace} at={at} />
      {waits ? <SchedulingSection view={scheduling} /> : null}
      {pod?.containers.map((container) => (
        <ContainerSection
          key={container.name}
          container={container}
          pod={pod.ref.name}
          folds={pod.containers.length > MOST_OPEN_CONTAINERS}
        />
      ))}
      {pod ? <PodSection pod={pod} /> : null}
      {scheduling?.kind === 'scheduled' ? <SchedulingSection view={scheduling} /> : null}
    </>
  )
}

/** Processes without a Pod: nothing in the API tells of them. */
function Orphans({ trace, at }: { readonly trace: Trace; readonly at: Time }) {
  const { inspector: words } = useWords()
  const orphans = useMemo(() => orphansAt(trace, at), [trace, at])
  if (orphans.length === 0) return null
  return (
    <ul className={css.orphans}>
      {orphans.map(({ pod, container, grace }) => (
        <li key={`${pod.uid}/${container}`}>
          {words.stillRuns(container, pod.name)}
          {grace && grace.leftMs > 0 ? words.stillRunsUntil(grace.leftMs) : ''}
        </li>
      ))}
    </ul>
  )
}

/** The Pod that was chosen while it exists; else the first that does. */
export function useFocusedPod(trace: Trace | undefined, at: Time): string | undefined {
  const chosen = usePanels((panels) => panels.podUid)
  return useMemo(() => {
    const lines = trace === undefined ? [] : podLines(trace, at)
    return (lines.find((line) => line.ref.uid === chosen) ?? lines[0])?.ref.uid
  }, [trace, at, chosen])
}
