import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS, type Assumptions } from '../scenario/assumptions.ts'
import { runCli } from './cli.ts'

function pod(image: string, more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  restartPolicy: Never
  containers:
  - name: app
    image: ${image}
${more}`
}

function scenario(spec: string, until = '5m'): string {
  return `---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {until: ${until}, ${spec}}\n`
}

interface Entry {
  readonly kind: string
  readonly seq: number
  readonly at: number
  readonly what?: string
  readonly opened?: number
  readonly outcome?: { readonly kind: string; readonly exitCode?: number }
  readonly span?: {
    readonly kind: string
    readonly sizeBytes?: number
    readonly image?: { readonly sizeBytes: number; readonly startupMs?: number; readonly assumed?: object }
  }
}

interface Run {
  readonly entries: Entry[]
  readonly objects: unknown[]
  readonly problems: { code: string; path: string; message: string }[]
  readonly assumptions: Assumptions
  readonly logs: { line: string }[]
  readonly events: { reason: string; message: string }[]
}

function run(text: string) {
  let stdout = ''
  let stderr = ''
  runCli(['run', '-', '-o', 'json'], {
    stdout: (piece) => {
      stdout += piece
    },
    stderr: (piece) => {
      stderr += piece
    },
    read: () => text,
  })
  const trace = JSON.parse(stdout) as Run
  const length = (kind: string): number => {
    const opened = trace.entries.find((entry) => entry.span?.kind === kind)
    const ended = trace.entries.find((entry) => entry.opened === opened?.seq)
    return (ended?.at ?? Number.NaN) - (opened?.at ?? Number.NaN)
  }
  return {
    trace,
    stdout,
    stderr,
    length,
    image: trace.entries.find((entry) => entry.span?.kind === 'start')?.span?.image,
    marks: trace.entries.filter((entry) => entry.kind === 'notSimulated').map(({ what }) => what),
  }
}

describe('an image that nobody knows', () => {
  const text = pod(
    'ghcr.io/acme/api:1.2',
    '    ports: [{containerPort: 9000}]\n    readinessProbe: {httpGet: {path: /any, port: 9000}, periodSeconds: 1}\n',
  )

  it('is said on the terminal, at its field, and in the trace', () => {
    const { trace, stderr, marks, image } = run(text)
    const says =
      'not simulated: nobody knows what ghcr.io/acme/api:1.2 does; taken for a server on 9000 (http) that answers its probes after 2s and ends on SIGTERM with 0.'
    expect(stderr).toContain(`Note: line 8: ${says}`)
    expect(trace.problems).toMatchObject([{ code: 'not-simulated', path: 'spec.containers[0].image' }])
    expect(marks).toHaveLength(1)
    expect(marks[0]).toContain(says)
    expect(image).toEqual({
      name: 'ghcr.io/acme/api:1.2',
      sizeBytes: ASSUMPTIONS.unknownImageSize,
      assumed: expect.objectContaining({
        role: 'app',
        ports: [{ port: 9000, protocols: ['http'], declared: true }],
        startMs: ASSUMPTIONS.assumedStartTime,
        onTerm: { code: 0, afterMs: 0 },
      }),
    })
  })

  it('answers every probe, and ends on SIGTERM', () => {
    const { stdout, trace } = run(text + scenario('steps: [{at: 20s, run: "kubectl delete pod web"}]'))
    expect(stdout).toContain('"ready":"1/1"')
    expect(trace.entries.find(({ outcome }) => outcome?.kind === 'exit')?.outcome).toMatchObject({ exitCode: 0 })
  })

  it.each([
    ['a command that nobody knows', '    command: [/app/serve]\n', 0],
    ['a command of busybox', '    command: [sh, -c, "exit 3"]\n', 3],
  ])('with %s', (_, command, exitCode) => {
    const { trace, marks } = run(pod('ghcr.io/acme/api:1.2', command))
    expect(marks[0]).toContain("its command runs with a shell's usual tools, and what is none of them is that program")
    expect(trace.entries.find(({ outcome }) => outcome?.kind === 'exit')?.outcome?.exitCode).toBe(exitCode)
  })

  it.each([
    'kubectl run x --image=acme/x:1',
    'kubectl set image pod/web app=acme/x:1',
    'kubectl debug web --image=acme/x:1 -c look',
  ])('that comes with a step is said at the step: %s', (command) => {
    const { trace, marks } = run(pod('nginx:1.27') + scenario(`steps: [{at: 20s, run: "${command}"}]`))
    expect(trace.problems).toMatchObject([{ code: 'not-simulated', path: 'spec.steps' }])
    expect(marks.filter((mark) => mark?.includes('what acme/x:1 does;'))).toHaveLength(1)
  })

  it.each([
    ['the catalogue knows it', pod('nginx:1.27')],
    [
      'the Scenario says what it runs',
      text + scenario('images: [{name: "ghcr.io/acme/api:1.2", command: [podlapse, http, --port, "9000"]}]'),
    ],
    ['it is podlapse/app', pod('podlapse/app:1', '    args: [run, --for, "1"]\n')],
  ])('is not said where %s', (_, manifest) => {
    const { trace, marks, image, stderr } = run(manifest)
    expect([...trace.problems, ...marks]).toEqual([])
    expect(stderr).toBe('')
    expect(image?.assumed).toBeUndefined()
  })
})

describe('what is known of an image is in the trace', () => {
  it.each([
    ['nginx:1.27', '', 69, undefined],
    ['mysql:8.4', '    env: [{name: MYSQL_ROOT_PASSWORD, value: x}]\n', 230, 7_500],
    ['prom/prometheus', '', 110, 300],
    ['jenkins/jenkins', '', 280, 4000],
    ['tomcat', '    command: [sh, -c, "sleep 1"]\n', 210, undefined],
  ])('%s', (image, more, mebibytes, startupMs) => {
    const seen = run(pod(image, more)).image
    expect(seen).toEqual({
      name: image,
      sizeBytes: mebibytes * 1024 * 1024,
      ...(startupMs === undefined ? {} : { startupMs }),
    })
  })
})

describe('what a Scenario says of an image', () => {
  const MI = 1024 * 1024
  const { registryLatency } = ASSUMPTIONS

  it.each<[what: string, image: string, spec: string, pull: number]>([
    ['its size by the bandwidth', 'nginx:1.27', '', registryLatency + Math.round((69 / 50) * 1000)],
    ['a size', 'nginx:1.27', 'images: [{name: nginx:1.27, size: 500Mi}]', registryLatency + 10_000],
    ['a time', 'nginx:1.27', 'images: [{name: nginx:1.27, pullTime: 12s}]', registryLatency + 12_000],
    [
      'a time before a size',
      'nginx:1.27',
      'images: [{name: nginx:1.27, pullTime: 3s, size: 1Gi}]',
      registryLatency + 3000,
    ],
    ['a bandwidth', 'nginx:1.27', 'assumptions: {pullBandwidth: 10Mi/s}', registryLatency + 6900],
    ['a registry', 'nginx:1.27', 'assumptions: {registryLatency: 2s}', 2000 + 1380],
    ['what unknown ones take', 'acme/x:1', 'assumptions: {unknownImageSize: 25Mi}', registryLatency + 500],
    ['what an unknown one takes', 'acme/x:1', 'images: [{name: acme/x:1, size: 50Mi}]', registryLatency + 1000],
    [
      'an unknown one with a command',
      'acme/x:1',
      'images: [{name: acme/x:1, command: [podlapse, run]}]',
      registryLatency + 2000,
    ],
  ])('%s decides how long the pull takes', (_, image, spec, pull) => {
    expect(run(pod(image) + scenario(spec)).length('pull')).toBe(pull)
  })

  it('a size is in the trace and in the Event', () => {
    const { trace, image } = run(pod('nginx:1.27') + scenario('images: [{name: nginx:1.27, size: 500Mi}]'))
    expect(image?.sizeBytes).toBe(500 * MI)
    expect(trace.events.find(({ reason }) => reason === 'Pulled')?.message).toContain(`Image size: ${500 * MI} bytes.`)
  })

  it('an image that is there is not pulled', () => {
    const there = run(pod('nginx:1.27') + scenario('images: [{name: nginx:1.27, present: true}]'))
    expect(there.length('pull')).toBeNaN()
    expect(run(pod('nginx:1.27') + scenario('imagesPresent: true')).length('pull')).toBeNaN()
  })

  it('a command is run instead, even of an image that is known', () => {
    const spec = 'images: [{name: nginx:1.27, command: [podlapse, run, --print, instead]}]'
    const { trace, image } = run(pod('nginx:1.27') + scenario(spec))
    expect(trace.logs.map(({ line }) => line)).toContain('instead')
    expect(image).toEqual({ name: 'nginx:1.27', sizeBytes: 69 * MI })
  })

  it.each([
    ['notFound', 'not found'],
    ['unauthorized', 'pull access denied'],
    ['unreachable', 'no route to host'],
  ])('pull: %s', (pull, message) => {
    const { trace } = run(pod('nginx:1.27') + scenario(`images: [{name: nginx:1.27, pull: ${pull}}]`))
    expect(trace.events.find(({ reason }) => reason === 'Failed')?.message).toContain(message)
  })
})

describe('each assumption', () => {
  /** Pods in which everything that takes an assumed time happens. */
  const busy = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: nginx:1.27
    lifecycle: {postStart: {exec: {command: [sh, -c, "curl -s http://127.0.0.1/ || true"]}}}
    readinessProbe: {httpGet: {port: 80}, periodSeconds: 3}
    livenessProbe: {exec: {command: ["true"]}}
  - {name: crash, image: podlapse/app, args: [run, --for, "3", --code, "1"]}
  - {name: fills, image: podlapse/app, command: [leak, "80", "1000", "800"], resources: {limits: {memory: 310Mi}}}
  - {name: unknown, image: acme/x:1, ports: [{containerPort: 7000}], readinessProbe: {tcpSocket: {port: 7000}, periodSeconds: 1}}
---
apiVersion: v1
kind: Pod
metadata: {name: once}
spec:
  nodeName: node-1
  restartPolicy: Never
  initContainers: [{name: first, image: acme/x:1}]
  containers: [{name: then, image: acme/x:1, command: [sh, -c, "acme-check && acme-work"]}]
---
apiVersion: v1
kind: Pod
metadata: {name: writes}
spec:
  containers:
  - name: writes
    image: busybox
    command: [sh, -c, "sleep 8; grep MemAvailable /proc/meminfo; dd if=/dev/zero of=/data/x bs=1M count=20; sleep 600"]
    volumeMounts: [{name: data, mountPath: /data}]
  volumes: [{name: data, emptyDir: {sizeLimit: 10Mi}}]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: layers}
spec:
  selector: {matchLabels: {app: layers}}
  template:
    metadata: {labels: {app: layers}}
    spec:
      containers:
      - name: writes
        image: busybox
        command: [sh, -c, "sleep 8; dd if=/dev/zero of=/x bs=1M count=20; sleep 600"]
        resources: {limits: {ephemeral-storage: 10Mi}}
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec:
  nodeName: node-2
  containers:
  - {name: app, image: nginx:1.27, resources: {limits: {memory: 100Mi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: third}
spec:
  nodeName: node-2
  containers: [{name: app, image: nginx:1.27}]
`
  const resize = JSON.stringify({ spec: { containers: [{ name: 'app', resources: { limits: { memory: '150Mi' } } }] } })
  const steps = `steps: [${[
    '{at: 30s, node: node-2, do: stopKubelet}, {at: 31s, node: node-2, do: startKubelet}',
    '{at: 31500ms, run: "kubectl delete pod third"}',
    `{at: 60s, run: ${JSON.stringify(`kubectl patch pod other --subresource resize -p '${resize}'`)}}`,
    '{at: 90s, run: "kubectl delete pod other"}',
  ].join(', ')}]`

  const seen = ({ entries, events, objects, logs }: Run): string => JSON.stringify([entries, events, objects, logs])

  const usual = run(busy + scenario(steps, '100s')).trace

  /** Where an eighth of a second more would not be seen, or it is no time at all. */
  const others: Partial<Record<keyof Assumptions, readonly [value: number, text: string]>> = {
    pullBandwidth: [25 * 1024 * 1024, '25Mi/s'],
    memoryTouchRate: [1024 * 1024 * 1024, '1Gi/s'],
    systemMemory: [500 * 1024 * 1024, '500Mi'],
    processMemory: [20 * 1024 * 1024, '20Mi'],
    unknownImageSize: [50 * 1024 * 1024, '50Mi'],
    diskUsageAge: [15_000, '15s'],
    volumeStatsPhase: [10_000, '10s'],
  }
  /** Of claims that are provisioned, of nodes that are lost, of downloads, requests and autoscalers: there are none here. */
  const elsewhere = /^(provision|claimSync|defaultStorageClass|podGC|node|internet|outside|proxy|metrics|cpuUsage)/

  it.each((Object.keys(ASSUMPTIONS) as (keyof Assumptions)[]).filter((name) => !elsewhere.test(name)))(
    '%s has its effect',
    (name) => {
      const later = Number(ASSUMPTIONS[name]) + 125
      const [value, text] = others[name] ?? [later, `${later}ms`]
      const { trace } = run(busy + scenario(`${steps}, assumptions: {${name}: ${text}}`, '100s'))
      expect(trace.assumptions[name]).toBe(value)
      expect(seen(trace)).not.toBe(seen(usual))
    },
  )
})
