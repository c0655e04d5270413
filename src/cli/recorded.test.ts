import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/simulate.ts'
import { podRow } from '../kubectl/printers/pod-row.ts'
import { SECOND } from '../lib/time.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'

/** What a real node did with a manifest; a folder of such files is named by PODLAPSE_TRACES. */
interface Recording {
  readonly id: string
  readonly manifest: string
  readonly scenario?: object
  readonly steps?: readonly { readonly at: number }[]
  readonly simSteps?: readonly { readonly at: number }[]
  readonly durationMs: number
  readonly notComparable?: unknown
  readonly created?: readonly { readonly httpStatus: number }[]
  readonly kubectl: readonly {
    readonly t: number
    readonly event: string
    readonly name: string
    readonly status: string
  }[]
}

/** A STATUS that is shorter in either run may be missing from the other: the real node has its moods. */
const BRIEF_MS = 1500
/** Raise it when the engine has become better; never lower it to let a change pass. */
const SAME_LIFE_SHARE = 0.7

/** Nothing makes the Pods of these yet. */
const OF_WORKLOADS = /^ *"?kind"?: *"?(?:Deployment|ReplicaSet|StatefulSet|DaemonSet|CronJob)\b/m

const folder = process.env.PODLAPSE_TRACES
const recordings = (folder ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.json'))
  .map((name): Recording => JSON.parse(readFileSync(join(folder as string, name), 'utf8')))
  .filter((recording) => !recording.notComparable && !OF_WORKLOADS.test(recording.manifest))

function textOf({ id, manifest, scenario, simSteps, steps, durationMs }: Recording): string {
  const spec = {
    imagesPresent: true,
    until: `${Math.round(durationMs / SECOND)}s`,
    ...scenario,
    steps: (simSteps ?? steps ?? []).map((step) => ({ ...step, at: `${step.at}s` })),
  }
  const document = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', metadata: { name: id }, spec }
  // The recording's stand-in image took the same arguments as ours.
  return `${manifest.replaceAll('truth.local/tp:1', 'podlapse/app:1')}\n---\n${JSON.stringify(document)}\n`
}

interface Seen {
  readonly at: number
  readonly pod: string
  readonly status: string
}

/** The words that stood in a Pod's STATUS column, one after the other, brief ones left out. */
function life(seen: readonly Seen[], pod: string, endMs: number): string[] {
  const changes: Seen[] = []
  for (const each of seen) if (each.pod === pod && changes.at(-1)?.status !== each.status) changes.push(each)
  const words: string[] = []
  changes.forEach(({ at, status }, index) => {
    const lasted = (changes[index + 1]?.at ?? endMs) - at
    if (lasted >= BRIEF_MS && words.at(-1) !== status) words.push(status)
  })
  return words
}

function simulated(recording: Recording): Seen[] | undefined {
  const { scenario, refusal } = compile(textOf(recording))
  if (!scenario || refusal !== undefined) return undefined
  const seen: Seen[] = []
  for (const { entries } of simulate(scenario, PROGRAMS)) {
    for (const entry of entries) {
      if (entry.kind !== 'object' || entry.objectKind !== 'Pod') continue
      const status = entry.change === 'DELETED' ? 'gone' : podRow(entry.object as Pod, entry.at).status
      seen.push({ at: entry.at, pod: entry.name, status })
    }
  }
  return seen
}

function sameLife(recording: Recording): boolean {
  const refused = recording.created?.length && recording.created.every(({ httpStatus }) => httpStatus >= 400)
  const here = simulated(recording)
  if (here === undefined || refused) return here === undefined && Boolean(refused)
  const there = recording.kubectl.map(({ t, event, name, status }) => ({
    at: Math.max(0, t),
    pod: name,
    status: event === 'DELETED' ? 'gone' : status,
  }))
  const pods = [...new Set(there.map(({ pod }) => pod))]
  return pods.every(
    (pod) => life(there, pod, recording.durationMs).join() === life(here, pod, recording.durationMs).join(),
  )
}

describe.runIf(recordings.length > 0)('recordings of a real node', () => {
  it('none of them breaks the engine, and most Pods live the same life', { timeout: 300_000 }, () => {
    const broken: string[] = []
    const different: string[] = []
    for (const recording of recordings) {
      try {
        if (!sameLife(recording)) different.push(recording.id)
      } catch (error) {
        broken.push(`${recording.id}: ${error}`)
      }
    }
    const share = 1 - (different.length + broken.length) / recordings.length
    console.log(`${(100 * share).toFixed(1)} % of ${recordings.length} recordings live the same life`)
    expect(broken).toEqual([])
    expect(share, `different: ${different.join(' ')}`).toBeGreaterThanOrEqual(SAME_LIFE_SHARE)
  })
})
