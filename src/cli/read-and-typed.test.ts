import { expect, it } from 'vitest'
import { simulate } from '../engine/simulate.ts'
import { GALLERY } from '../gallery/gallery.ts'
import { readKubectl } from '../kubectl/read-kubectl.ts'
import { ensure } from '../lib/assert.ts'
import { ownValue } from '../lib/own.ts'
import { SECOND, type Time } from '../lib/time.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import type { Scenario, Step } from '../scenario/scenario.ts'
import { TraceAssembler } from '../trace/assemble.ts'
import { objectsAt } from '../trace/state-at.ts'
import type { Trace } from '../trace/trace.ts'
import { TraceReader } from '../view/reader/trace-reader.ts'
import { TypedCommands } from './output/typed-commands.ts'

/** What a line prints that only reads is the same whether it is typed in a run, or asked of the finished run. */

const INSTANTS = [3.2, 17, 150].map((seconds) => seconds * SECOND)
const UNTIL = 151 * SECOND

function traceOf(scenario: Scenario): Trace {
  const assembler = new TraceAssembler()
  for (const chunk of simulate({ ...scenario, untilMs: UNTIL, untilGiven: true }, PROGRAMS)) assembler.add(chunk)
  return ensure(assembler.snapshot(), 'the trace of a run')
}

/** Everything there is to be read, and of each container its logs. */
function linesFor(trace: Trace, at: Time): readonly string[] {
  const kinds = new Set([...objectsAt(trace, at).values()].map(({ objectKind }) => objectKind.toLowerCase()))
  const pods = [...objectsAt(trace, at).values()].filter(({ objectKind }) => objectKind === 'Pod')
  const logs = pods.flatMap(({ object, namespace, name }) => {
    const spec = object.spec as Readonly<Record<string, readonly { readonly name: string }[] | undefined>>
    const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])]
    return containers.flatMap((container) => {
      const line = `logs -n ${namespace} ${name} -c ${container.name}`
      return [`${line} --timestamps`, `${line} -p`, `${line} --tail=2 --since=30s --limit-bytes=70`]
    })
  })
  return [
    'events -A',
    'get events -A -o wide --sort-by=.lastTimestamp',
    ...[...kinds].sort().map((kind) => `get ${kind} -A -o wide --show-labels`),
    'get pods -A -o yaml',
    'describe pods -A',
    'describe nodes',
    ...pods.map(({ namespace, name }) => `describe pod -n ${namespace} ${name}`),
    ...logs,
  ]
}

function inTime(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((a, b) => a.atMs - b.atMs)
}

/** What the gallery has not. */
const MORE = [
  [
    'a log that is rotated',
    `apiVersion: v1
kind: Pod
metadata: {name: talks}
spec: {containers: [{name: c, image: busybox, command: [sh, -c, "while true; do echo 0123456789; sleep 0.2; done"]}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: east, kubelet: {containerLogMaxSize: 1Ki}}]}
`,
  ],
  [
    'a sandbox that is lost, after init containers and a crash',
    `apiVersion: v1
kind: Pod
metadata: {name: lost}
spec:
  initContainers: [{name: i, image: busybox, command: [sh, -c, "echo first; sleep 1"]}]
  containers: [{name: c, image: busybox, command: [sh, -c, "echo up; sleep 5; exit 1"]}, {name: d, image: busybox, command: [sh, -c, "echo d; sleep 500"]}]
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {imagesPresent: true, steps: [{at: 15s, pod: lost, do: killSandbox}]}
`,
  ],
  [
    'a program that goes missing after it has run',
    `apiVersion: v1
kind: Pod
metadata: {name: gone}
spec:
  containers:
    - name: c
      image: busybox
      command: [/data/run]
      volumeMounts: [{name: v, mountPath: /data}]
    - name: d
      image: busybox
      command: [sh, -c, "printf '#!/bin/sh\\necho once; rm /data/run; exit 1' > /data/run; chmod +x /data/run; sleep 900"]
      volumeMounts: [{name: v, mountPath: /data}]
  volumes: [{name: v, emptyDir: {}}]
`,
  ],
] as const

it.each([...GALLERY.map(({ name, text }) => [name, text] as const), ...MORE])('%s', (_, text) => {
  const { scenario: given } = compile(text, { lookUpImage: PROGRAMS.image })
  const scenario = ensure(given, 'a scenario of the gallery')
  const trace = traceOf(scenario)
  const asked = INSTANTS.flatMap((at) => linesFor(trace, at).map((line) => ({ at, line })))
  const steps = asked.map(
    ({ at, line }): Step => ({
      atMs: at,
      text: `kubectl ${line}`,
      action: { kind: 'run', line: `kubectl ${line}`, brings: { objects: [], images: [] } },
    }),
  )
  const typed = new TypedCommands()
  const run = traceOf({ ...scenario, steps: inTime([...scenario.steps, ...steps]) })
  for (const entry of run.entries) typed.see(entry)
  const { files, namespace } = scenario.workstation
  const desk = { namespace, readFile: (path: string) => ownValue(files, path) }
  const printed = typed.list().filter(({ line }) => asked.some((each) => `kubectl ${each.line}` === line))
  const told = asked.map(({ at, line }, index) => {
    const { stdout, stderr, exitCode } = ensure(printed[index], 'what a step has printed')
    return { at, line, stdout, stderr, exitCode }
  })
  const read = asked.map(({ at, line }) => ({
    at,
    line,
    ...readKubectl(line.split(' '), new TraceReader(run, at), desk),
  }))
  expect(read).toEqual(told)
})
