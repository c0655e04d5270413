import { simulate } from '../src/engine/simulate.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import type { Scenario } from '../src/scenario/scenario.ts'

/** Pods of two kinds; the first stand behind Services, so that the scheduler has to spread those of one Service. */
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: app, image: "podlapse/app:1", args: [run], resources: {requests: {cpu: 50m, memory: 64Mi}}}]
---
apiVersion: v1
kind: Pod
metadata: {name: job, labels: {app: job}}
spec:
  nodeSelector: {kubernetes.io/os: linux}
  containers: [{name: app, image: "podlapse/app:1", args: [run], resources: {requests: {cpu: 20m, memory: 32Mi}}}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {imagesPresent: true}
`

/** So many Pods, half of them of each kind, make an app. */
const OF_ONE_APP = 50

/** So many Pods at once on so many nodes, without anything in their way. */
export function crowd(pods: number, nodes: number): Scenario {
  const { scenario, refusal } = compile(TEXT)
  if (!scenario) throw new Error(refusal ?? 'the crowd was refused')
  const [web, job, service] = scenario.objects
  if (!web || !job || !service) throw new Error('the crowd has two kinds of Pods and a Service')
  const model = scenario.nodes[0]
  if (!model) throw new Error('the crowd has a node')
  return {
    ...scenario,
    untilMs: 60_000,
    nodes: Array.from({ length: nodes }, (_, index) => ({
      ...model,
      name: `node-${index + 1}`,
      labels: { 'topology.kubernetes.io/zone': `zone-${(index % 3) + 1}` },
    })),
    objects: [
      ...Array.from({ length: Math.ceil(pods / OF_ONE_APP) }, (_, app) => ({
        ...service,
        object: {
          ...service.object,
          metadata: { ...service.object.metadata, name: `web-${app}` },
          spec: { ...(service.object.spec as object), selector: { app: `web-${app}` } },
        },
      })),
      ...Array.from({ length: pods }, (_, index) => {
        const { object, document } = index % 2 === 0 ? web : job
        const app = `${object.metadata.name}-${Math.floor(index / OF_ONE_APP)}`
        const metadata = { ...object.metadata, name: `${object.metadata.name}-${index}`, labels: { app } }
        return { document, object: { ...object, metadata } }
      }),
    ],
  }
}

/** How long the whole simulation takes, and how many of the Pods were bound. */
export function timeCrowd(pods: number, nodes: number): { readonly ms: number; readonly bound: number } {
  const scenario = crowd(pods, nodes)
  let bound = 0
  const start = performance.now()
  for (const chunk of simulate(scenario, PROGRAMS)) {
    for (const entry of chunk.entries) if (entry.kind === 'event' && entry.reason === 'Scheduled') bound++
  }
  return { ms: performance.now() - start, bound }
}
