import { assembleTrace } from '../../trace/assemble.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Trace } from '../../trace/trace.ts'
import type { TrafficTrack } from '../../trace/traffic-track.ts'
import { failedRequests, trafficVerdict } from '../../view/diagnosis/failed-requests.ts'
import { TRAFFIC_EN } from '../../view/lanes/traffic-words-en.ts'
import { clockText } from '../../view/time/time-scale.ts'
import type { Writer } from './writer.ts'

/** What came of the requests of the Scenario's traffic: a sentence for each entry, and a line for each reason of failures. */
export const writeTraffic: Writer = (chunks, out) => {
  const trace = assembleTrace(chunks)
  for (const track of trace.traffic) {
    out.write(`${TRAFFIC_EN.verdict(trafficVerdict(trace, track))}\n`)
    for (const line of failureLines(trace, track)) out.write(`  ${line}\n`)
  }
}

function failureLines(trace: Trace, { groups }: TrafficTrack): readonly string[] {
  return groups.flatMap((seq) => {
    const entry = entryOf(trace, seq)
    if (entry?.kind !== 'requestsFailed') return []
    const failed = failedRequests(trace, entry)
    return [`${clockText(failed.from, 100)}  ${TRAFFIC_EN.failed(failed).text}`]
  })
}
