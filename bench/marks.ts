import { simulate } from '../src/engine/simulate.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { encodeShare } from '../src/share/share.ts'
import { assembleTrace } from '../src/trace/assemble.ts'
import { lanesOf } from '../src/view/lanes/lanes.ts'
import { countOf } from '../src/view/lanes/pointed.ts'
import { LANES_EN } from '../src/view/lanes/words-en.ts'

export interface Crowded {
  readonly text: string
  /** What a link to it says after its #. */
  readonly fragment: string
  readonly marks: number
  readonly seconds: number
  readonly lanes: number
}

/** Four containers with three probes each; every other one is ready for ten seconds and unready for five. */
function busyPod(seconds: number): string {
  const containers = [1, 2, 3, 4].map((index) => {
    const moody = index % 2 === 0
    const script = moody
      ? 'while true; do touch /tmp/open; sleep 10; rm /tmp/open; sleep 5; done'
      : 'touch /tmp/open; while true; do echo still here; sleep 30; done'
    const probe = '{exec: {command: [cat, /tmp/open]}, periodSeconds: 1, failureThreshold: 1}'
    return `    - name: c${index}
      image: busybox:1.36
      command: [sh, -c, "${script}"]
      readinessProbe: ${probe}
      livenessProbe: {exec: {command: ["true"]}, periodSeconds: 1}
      startupProbe: {exec: {command: ["true"]}, periodSeconds: 1}`
  })
  return `apiVersion: v1
kind: Pod
metadata: {name: busy, labels: {app: busy}}
spec:
  containers:
${containers.join('\n')}
---
apiVersion: v1
kind: Service
metadata: {name: busy}
spec: {selector: {app: busy}, ports: [{port: 80}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: ${seconds}s}
`
}

function made(seconds: number): Crowded {
  const text = busyPod(seconds)
  const { scenario, refusal } = compile(text)
  if (!scenario) throw new Error(refusal ?? 'the busy Pod was refused')
  const lanes = lanesOf(assembleTrace(simulate(scenario, PROGRAMS)), { words: LANES_EN })
  const marks = lanes.reduce((sum, lane) => sum + countOf(lane), 0)
  const fragment = encodeShare({ text, playheadMs: Math.round((seconds * 1000) / 3) }) ?? ''
  return { text, fragment, marks, seconds, lanes: lanes.length }
}

/** A life with about so many marks: a short one is counted, and tells how long it has to be. */
export function crowded(marks: number): Crowded {
  const sample = made(100)
  return made(Math.max(10, Math.round((marks / sample.marks) * sample.seconds)))
}
