import type { Time } from '../lib/time.ts'
import type { Trace } from '../trace/trace.ts'
import { historiesOf } from '../view/history/histories.ts'
import { setPanels } from './panels.ts'
import { appStore } from './store.ts'

/** To the Pod of a name, as it is at the playhead, or was. */
export function showPod(name: string): void {
  const { trace, playheadMs } = appStore.getState()
  const uid = trace && podNamed(trace, name, playheadMs)
  if (uid !== undefined) setPanels({ podUid: uid, yamlObject: undefined })
}

export const podNames = (trace: Trace | undefined): readonly string[] => [
  ...new Set(trace ? historiesOf(trace).map(({ ref }) => ref.name) : []),
]

function podNamed(trace: Trace, name: string, at: Time): string | undefined {
  const named = historiesOf(trace).filter(({ ref }) => ref.name === name)
  const born = named.findLast(({ versions }) => (versions[0]?.at ?? 0) <= at)
  return (born ?? named[0])?.ref.uid
}

/** When the Event was written whose row a line of output is. */
export function eventTime(row: string, trace: Trace | undefined, at: Time): Time | undefined {
  return trace?.events.findLast(
    ({ at: written, reason, message }) =>
      written <= at && row.includes(` ${reason} `) && row.includes((message.split('\n')[0] ?? '').slice(0, 60).trim()),
  )?.at
}
