import { expect, test } from 'vitest'
import type { AutoscalerStatus } from '../../../manifest/object/autoscaler.ts'
import { WorkloadRun, type WorkloadRunOptions } from '../../testing/workload-run.ts'

function deployment(resources: object = { requests: { cpu: '100m' } }): object {
  const args = ['http', '--quiet', '--cpu-per-request', '10']
  const containers = [{ name: 'app', image: 'podlapse/app:1', args, resources }]
  const metadata = { labels: { app: 'web' } }
  const selector = { matchLabels: { app: 'web' } }
  const spec = { replicas: 1, selector, template: { metadata, spec: { containers } } }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec }
}

const SERVICE = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
}

function autoscaler(spec: object = {}, name = 'web', apiVersion = 'autoscaling/v2'): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  const given = { scaleTargetRef, minReplicas: 1, maxReplicas: 5, ...spec }
  return { apiVersion, kind: 'HorizontalPodAutoscaler', metadata: { name }, spec: given }
}

const CPU = (averageUtilization: number) => ({
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
})

/** 10 requests a second come to 100m. */
const LOAD: WorkloadRunOptions = { until: '4m', traffic: [{ to: 'service/web', rate: '10/s', from: '20s' }] }

/** "45 1→2": at which seconds it was scaled. */
function scaled(run: WorkloadRun): string[] {
  let before = 1
  return run.writes('Deployment').flatMap(({ at, object }) => {
    const { replicas } = object.spec as { replicas: number }
    const change = replicas === before ? [] : [`${Math.floor(at / 1000)} ${before}→${replicas}`]
    before = replicas
    return change
  })
}

function conditions(run: WorkloadRun, name = 'web'): string[] {
  const { conditions: all = [] } = (run.last('HorizontalPodAutoscaler', name)?.status ?? {}) as AutoscalerStatus
  return all.map(({ type, status, reason }) => `${type} ${status} ${reason}`)
}

test('HPA-1: Pods come as their load asks for them, first looked at fifteen seconds after it was made', () => {
  const run = new WorkloadRun([SERVICE, deployment(), autoscaler(CPU(50))], LOAD)
  expect(scaled(run)).toEqual(['45 1→2'])
  expect(run.told('HorizontalPodAutoscaler').at(-1)).toBe(
    '45 SuccessfulRescale New size: 2; reason: cpu resource utilization (percentage of request) above target',
  )
  expect(conditions(run)).toEqual([
    'AbleToScale True ReadyForNewScale',
    'ScalingActive True ValidMetricFound',
    'ScalingLimited False DesiredWithinRange',
  ])
})

test('HPA-3: when the load is over, they go five minutes after they were last wanted', () => {
  const run = new WorkloadRun([SERVICE, deployment(), autoscaler(CPU(50))], {
    until: '9m',
    traffic: [{ to: 'service/web', rate: '10/s', from: '20s', for: '60s' }],
  })
  expect(scaled(run)).toEqual(['45 1→2', '405 2→1'])
})

test('kubectl autoscale makes one that works, and one of autoscaling/v1 is another word for it', () => {
  const lines = [['1s', 'kubectl autoscale deployment web --min=1 --max=3 --cpu=50%']] as const
  expect(scaled(new WorkloadRun([SERVICE, deployment()], { ...LOAD, steps: lines }))).toEqual(['46 1→2'])
  const old = autoscaler({ targetCPUUtilizationPercentage: 50 }, 'web', 'autoscaling/v1')
  const run = new WorkloadRun([SERVICE, deployment(), old], LOAD)
  expect(scaled(run)).toEqual(['45 1→2'])
  expect(run.last('HorizontalPodAutoscaler', 'web')).toMatchObject({ apiVersion: 'autoscaling/v2', spec: CPU(50) })
})

test('it takes no more than it may have, and fills up to what it must have at once', () => {
  const most = new WorkloadRun([SERVICE, deployment(), autoscaler({ ...CPU(10), maxReplicas: 3 })], LOAD)
  expect(scaled(most)).toEqual(['45 1→3'])
  expect(conditions(most)).toContain('ScalingLimited True TooManyReplicas')
  const least = new WorkloadRun([deployment(), autoscaler({ ...CPU(50), minReplicas: 4 })], { until: '40s' })
  expect(scaled(least)).toEqual(['15 1→4'])
  expect(least.told('HorizontalPodAutoscaler')[0]).toBe(
    '15 SuccessfulRescale New size: 4; reason: Current number of replicas below Spec.MinReplicas',
  )
})

test.each<[string, readonly object[], WorkloadRunOptions, string]>([
  [
    'without a request nobody knows what a percentage of it is',
    [deployment({}), autoscaler(CPU(50))],
    {},
    'failed to get cpu utilization: missing request for cpu in container app of Pod P1',
  ],
  [
    'without a metrics server nobody knows anything',
    [deployment(), autoscaler(CPU(50))],
    { assumptions: { metricsServer: false } },
    'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
  ],
  ['what is to be scaled is not there', [autoscaler(CPU(50))], {}, 'deployments.apps "web" not found'],
  [
    'of what it is to scale the API has another word',
    [deployment(), autoscaler({ scaleTargetRef: { kind: 'Deployment', name: 'web' } })],
    {},
    'no matches for kind "Deployment" in group ""',
  ],
])('HPA-5: %s', (_, objects, options, expected) => {
  const run = new WorkloadRun(objects, { until: '60s', ...options })
  const messages = run.told('HorizontalPodAutoscaler').map((told) => told.replace(/^\d+ \w+ /, ''))
  expect(messages).toContain(expected)
  expect(scaled(run)).toEqual([])
})

test('two for the same Pods scale nothing', () => {
  const run = new WorkloadRun([SERVICE, deployment(), autoscaler(CPU(50), 'a'), autoscaler(CPU(60), 'b')], LOAD)
  expect(conditions(run, 'b')).toContain('ScalingActive False AmbiguousSelector')
  expect(run.told('HorizontalPodAutoscaler')).toContain(
    '15 AmbiguousSelector pods by selector app=web are controlled by more than one HPA (e.g. [default/a default/b])',
  )
  expect(scaled(run)).toEqual([])
})

test('what is scaled to nothing stays so', () => {
  const steps = [['5s', 'kubectl scale deployment web --replicas=0']] as const
  const run = new WorkloadRun([deployment(), autoscaler(CPU(50))], { until: '40s', steps })
  expect(scaled(run)).toEqual(['5 1→0'])
  expect(conditions(run)).toContain('ScalingActive False ScalingDisabled')
})
