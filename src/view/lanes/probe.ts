import { PROBE_KINDS } from '../../manifest/pod/probe.ts'
import type { Trace } from '../../trace/trace.ts'
import { lifeOf } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { PROBE_LANE } from './geometry.ts'
import type { ProbeLane } from './lane.ts'
import type { LaneWords } from './words-en.ts'

const HANDLERS = { exec: 'exec', httpGet: 'http', tcpSocket: 'tcp', grpc: 'grpc' } as const

/** One lane per probe of a container. Its attempts stay in their columns. */
export function probeLanes(
  trace: Trace,
  history: PodHistory,
  container: string,
  words: LaneWords,
): readonly ProbeLane[] {
  return trace.probes
    .map((track, trackIndex) => ({ track, trackIndex }))
    .filter(({ track }) => track.container === container && track.pod.uid === history.onNode.uid)
    .sort((a, b) => PROBE_KINDS.indexOf(a.track.probe) - PROBE_KINDS.indexOf(b.track.probe))
    .map(({ track, trackIndex }) => ({
      kind: 'probe',
      id: `probe/${history.ref.uid}/${container}/${track.probe}`,
      name: track.probe,
      note: words.probeNote(HANDLERS[track.handler], words.duration(track.periodMs)),
      mono: false,
      indent: true,
      ruled: false,
      height: PROBE_LANE,
      pod: history.ref,
      container,
      track,
      trackIndex,
      life: lifeOf(trace, history, container),
      marks: [],
    }))
}
