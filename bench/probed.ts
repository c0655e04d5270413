import { simulate } from '../src/engine/simulate.ts'
import { HOUR } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'

/** A Pod that listens after five seconds, with three probes. */
export function probed(periodSeconds: number): string {
  const probe = `{httpGet: {path: /, port: 8080}, periodSeconds: ${periodSeconds}`
  return `apiVersion: v1
kind: Pod
metadata:
  name: probed
spec:
  containers:
    - name: app
      image: podlapse/app:1
      args: [http, --port, "8080", --start-delay, "5"]
      startupProbe: ${probe}, failureThreshold: 30}
      livenessProbe: ${probe}}
      readinessProbe: ${probe}}
`
}

export interface Hour {
  readonly ms: number
  readonly firstChunkMs: number
  readonly entries: number
  readonly attempts: number
}

/** An hour of its life, the reading of the text included. */
export function oneHour(periodSeconds: number): Hour {
  const text = probed(periodSeconds)
  let entries = 0
  let attempts = 0
  let firstChunkMs: number | undefined
  const start = performance.now()
  const { scenario } = compile(text)
  if (!scenario) throw new Error('the probed Pod was refused')
  for (const chunk of simulate({ ...scenario, untilMs: HOUR, untilGiven: true }, PROGRAMS)) {
    firstChunkMs ??= performance.now() - start
    entries += chunk.entries.length
    for (const probe of chunk.probes) attempts += probe.at.length
  }
  return { ms: performance.now() - start, firstChunkMs: firstChunkMs ?? 0, entries, attempts }
}
