import { simulate } from '../../../engine/simulate.ts'
import { ensure } from '../../../lib/assert.ts'
import { PROGRAMS } from '../../../programs/programs.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import type { Trace } from '../../../trace/trace.ts'

/** A view is worth testing on what the engine really says. */
export function runText(text: string): Trace {
  return assembleTrace(simulate(ensure(compile(text).scenario, 'scenario'), PROGRAMS))
}

/** A liveness probe that always fails, a process that ignores SIGTERM, and the probe's own short grace period. */
export const LIVENESS_KILL = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 60
  containers:
  - name: app
    image: podlapse/app:1
    args: [run, --ignore-term]
    resources:
      limits: {memory: 64Mi}
    livenessProbe:
      exec:
        command: [sh, -c, exit 1]
      initialDelaySeconds: 2
      periodSeconds: 5
      failureThreshold: 2
      terminationGracePeriodSeconds: 5
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 150s}
`
