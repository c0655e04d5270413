import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Manifests in the style of what is published, of images that nobody knows: each comes to the fate that its author expects. */

interface Row {
  readonly ready: string
  readonly status: string
  readonly restarts: string
}

interface Run {
  readonly objects: {
    readonly tMs: number
    readonly kind: string
    readonly name: string
    readonly row?: Row
    readonly object: PodLike
  }[]
  readonly events: { readonly type: string; readonly reason: string; readonly message: string }[]
  readonly logs: { readonly line: string }[]
  readonly problems: { readonly code: string; readonly message: string }[]
}

interface PodLike {
  readonly status?: {
    readonly succeeded?: number
    readonly containerStatuses?: readonly { readonly user?: { readonly linux?: { readonly uid: number } } }[]
  }
}

function run(text: string, scenario = ''): Run {
  const pieces: string[] = []
  const errors: string[] = []
  const whole = scenario === '' ? text : `${text}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n${scenario}`
  runCli(['run', '-', '--until', '5m', '-o', 'json'], {
    stdout: (piece) => void pieces.push(piece),
    stderr: (piece) => void errors.push(piece),
    read: () => whole,
  })
  if (pieces.length === 0) throw new Error(errors.join(''))
  return JSON.parse(pieces.join('')) as Run
}

/** The Pod's last row, as kubectl prints it. */
function fateOf({ objects }: Run, name?: string): string {
  const last = objects.findLast((each) => each.kind === 'Pod' && each.row && (name === undefined || each.name === name))
  if (!last?.row) throw new Error('there is no Pod')
  const { ready, status, restarts } = last.row
  return `${ready} ${status} ${restarts}`
}

function notes({ problems }: Run): string[] {
  return problems.map(({ message }) => message).filter((message) => message.includes('nobody knows'))
}

function warnings({ events }: Run): string[] {
  return events.filter(({ type }) => type === 'Warning').map(({ reason }) => reason)
}

/** A Pod of one container of an image that nobody knows. */
function pod(container: string, spec = '', kind = 'containers'): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p, labels: {app: p}}
spec:
${spec.replace(/^(?=.)/gm, '  ')}  ${kind}:
  - name: c
    image: registry.example.com/acme/thing:1.4
${container.replace(/^(?=.)/gm, '    ')}`
}

describe('what asks an assumed image is answered', () => {
  it.each<[string, string, string]>([
    [
      'HTTP at a declared port',
      'ports: [{containerPort: 8080}]\nreadinessProbe: {httpGet: {path: /ready, port: 8080}}\n',
      '8080 (http)',
    ],
    [
      'HTTP at a port that nobody declares',
      'livenessProbe: {httpGet: {path: /healthz, port: 8081}}\nreadinessProbe: {httpGet: {path: /readyz, port: 8081}}\n',
      '8081 (http)',
    ],
    [
      'a port by its name',
      'ports: [{containerPort: 9440, name: healthz}]\nlivenessProbe: {httpGet: {path: /healthz, port: healthz}, initialDelaySeconds: 15, periodSeconds: 20}\n',
      '9440 (http)',
    ],
    [
      'HTTPS',
      'readinessProbe: {httpGet: {path: /readyz, port: 10250, scheme: HTTPS}, periodSeconds: 3}\n',
      '10250 (https)',
    ],
    [
      'HTTP and HTTPS at one port',
      'livenessProbe: {httpGet: {port: 8443, scheme: HTTPS}}\nreadinessProbe: {httpGet: {port: 8443}}\n',
      '8443 (https and http)',
    ],
    [
      'gRPC with a service',
      'ports: [{containerPort: 50051}]\nlivenessProbe: {grpc: {port: 50051, service: liveness}}\nreadinessProbe: {grpc: {port: 50051, service: readiness}}\n',
      '50051 (grpc)',
    ],
    [
      'gRPC and HTTP at one port',
      'livenessProbe: {grpc: {port: 9000}}\nreadinessProbe: {httpGet: {port: 9000}}\n',
      '9000 (grpc and http)',
    ],
    [
      'TCP',
      'startupProbe: {tcpSocket: {port: 5672}, periodSeconds: 1}\nlivenessProbe: {tcpSocket: {port: 5672}, periodSeconds: 1, failureThreshold: 1}\n',
      '5672 (tcp)',
    ],
    [
      'liveness at once, with no patience',
      'livenessProbe: {httpGet: {port: 80}, periodSeconds: 1, failureThreshold: 1}\n',
      '80 (http)',
    ],
    [
      'a program of its own',
      'readinessProbe: {exec: {command: [/bin/acme-health, --deep]}, periodSeconds: 2}\n',
      'a program',
    ],
    [
      'a script around a program of its own',
      `livenessProbe: {exec: {command: [sh, -c, "acmectl status | grep -q running || exit 1"]}}\nreadinessProbe: {exec: {command: [bash, -ec, 'test "$(acmectl role)" = primary']}}\n`,
      'a program',
    ],
    [
      'curl to itself',
      'readinessProbe: {exec: {command: [sh, -c, "curl -sf http://localhost:9200/_health"]}}\n',
      '9200 (http)',
    ],
    ['nc to itself', 'readinessProbe: {exec: {command: [nc, -z, localhost, "6000"]}}\n', '6000 (tcp)'],
    [
      'grpc_health_probe',
      'readinessProbe: {exec: {command: [/bin/grpc_health_probe, "-addr=:8085"]}}\n',
      '8085 (grpc)',
    ],
    [
      'a file that only the program can make',
      'livenessProbe: {exec: {command: [cat, /tmp/healthy]}, initialDelaySeconds: 5}\n',
      'it makes /tmp/healthy',
    ],
    [
      'a file by test',
      `readinessProbe: {exec: {command: [sh, -c, '[ -f /var/run/acme/ready ]']}}\n`,
      'it makes /var/run/acme/ready',
    ],
    ['its process by name', 'readinessProbe: {exec: {command: [pgrep, acmed]}}\n', 'a program'],
    [
      'hooks',
      'lifecycle:\n  postStart: {httpGet: {path: /warm, port: 7070}}\n  preStop: {exec: {command: [/app/drain]}}\n',
      '7070 (http)',
    ],
  ])('%s', (_, container, said) => {
    const result = run(pod(container))
    expect(fateOf(result)).toBe('1/1 Running 0')
    expect(notes(result)).toHaveLength(1)
    expect(notes(result)[0]).toContain(said)
    expect(warnings(result).filter((reason) => reason !== 'Unhealthy')).toEqual([])
  })

  it('through a Service, at ports that only the Service names', () => {
    const service = `---\napiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec: {selector: {app: p}, ports: [{port: 80, targetPort: 3000}]}\n`
    const asks = `---\napiVersion: v1\nkind: Pod\nmetadata: {name: asks}\nspec:\n  restartPolicy: Never\n  containers: [{name: a, image: busybox, command: [sh, -c, "sleep 5; wget -qO- http://front/"]}]\n`
    const result = run(pod('', '') + service + asks)
    expect(result.logs.map(({ line }) => line)).toEqual(['ok'])
    expect(fateOf(result, 'asks')).toBe('0/1 Completed 0')
  })

  it('not at the port of its neighbour', () => {
    const result = run(
      pod('ports: [{containerPort: 8443}]\nreadinessProbe: {httpGet: {port: 8080}}\n') +
        '  - {name: d, image: "acme/other:2", ports: [{containerPort: 8080}]}\n',
    )
    expect(fateOf(result)).toBe('2/2 Running 0')
    expect(notes(result).map((note) => /a server on ([^)]*\))/.exec(note)?.[1])).toEqual(['8443 (http)', '8080 (http)'])
  })

  it('but not where a script of the Pod has not made its file yet', () => {
    const result = run(
      pod(
        'command: [sh, -c, "sleep 60; touch /tmp/ok; acme"]\nreadinessProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 5}\n',
      ),
    )
    const ready = result.objects.find(({ row }) => row?.ready === '1/1')
    expect(ready?.tMs).toBeGreaterThan(60_000)
  })
})

describe('what has to end ends', () => {
  it.each<[string, string, string]>([
    [
      'an init container',
      pod('', '', 'initContainers') + '  containers: [{name: web, image: nginx}]\n',
      '1/1 Running 0',
    ],
    [
      'a sidecar does not',
      pod('restartPolicy: Always\nstartupProbe: {httpGet: {port: 9}, periodSeconds: 1}\n', '', 'initContainers') +
        '  containers: [{name: web, image: nginx}]\n',
      '2/2 Running 0',
    ],
    ['a Pod that runs once', pod('args: [--once]\n', 'restartPolicy: Never\n'), '0/1 Completed 0'],
    [
      'a Pod that runs once and is asked goes on',
      pod('ports: [{containerPort: 80}]\n', 'restartPolicy: OnFailure\n'),
      '1/1 Running 0',
    ],
    [
      'a script whose program is the last',
      pod(
        'command: [sh, -c, "acme migrate && acme serve"]\nports: [{containerPort: 80}]\nreadinessProbe: {httpGet: {port: 80}}\n',
      ),
      '1/1 Running 0',
    ],
    [
      'a script that becomes its program',
      pod(
        'command: [/bin/bash, -c, "set -e\\nacme check\\nexec acme --port 80"]\nreadinessProbe: {tcpSocket: {port: 80}}\n',
      ),
      '1/1 Running 0',
    ],
    ['a script whose program runs beside it', pod('command: [sh, -c, "acme agent & wait"]\n'), '1/1 Running 0'],
    ['a script that only reports afterwards', pod('command: [sh, -c, "acme serve; echo ended"]\n'), '1/1 Running 0'],
    [
      'a script that waits for something else',
      pod('command: [sh, -c, "until acme ping; do sleep 1; done; sleep infinity"]\n'),
      '1/1 Running 0',
    ],
    ['an entry point of its own', pod('command: [/docker-entrypoint.sh, acme]\n'), '1/1 Running 0'],
    ['a script that ends by itself', pod('command: [sh, -c, "exit 3"]\n', 'restartPolicy: Never\n'), '0/1 Error 0'],
  ])('%s', (_, text, fate) => {
    expect(fateOf(run(text))).toBe(fate)
  })

  it('a Job, with a metrics port and a proxy beside it', () => {
    const result = run(`apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  completions: 2
  template:
    spec:
      restartPolicy: OnFailure
      containers:
      - {name: import, image: "acme/import:9", ports: [{containerPort: 9090, name: metrics}]}
      - {name: proxy, image: "acme/proxy:9"}
`)
    const job = result.objects.findLast(({ kind }) => kind === 'Job')
    expect(job?.object.status?.succeeded).toBe(2)
  })
})

describe('who it runs as', () => {
  const RESTRICTED =
    'securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}\n'

  it.each<[string, string, string, number, string]>([
    [
      'not root',
      '',
      'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}\n',
      1000,
      'runs as uid 1000',
    ],
    ['somebody', '', 'securityContext: {runAsNonRoot: true, runAsUser: 4711}\n', 4711, 'ends on SIGTERM'],
    ['root, where nobody minds', '', '', 0, 'ends on SIGTERM'],
    [
      'not root, at a low port',
      'ports: [{containerPort: 80}]\n',
      'securityContext: {runAsNonRoot: true}\n',
      1000,
      '80 (http)',
    ],
  ])('%s', (_, container, spec, uid, said) => {
    const result = run(pod(RESTRICTED + container, spec))
    expect(fateOf(result)).toBe('1/1 Running 0')
    const last = result.objects.findLast(({ kind }) => kind === 'Pod')
    expect(last?.object.status?.containerStatuses?.[0]?.user?.linux?.uid).toBe(uid)
    expect(notes(result)[0]).toContain(said)
  })
})

describe('what the Scenario says of an image counts', () => {
  const SERVER = pod(
    'ports: [{containerPort: 80}]\nreadinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 1}\n',
  )
  const says = (fields: string) => `  images:\n  - {name: "registry.example.com/acme/thing:1.4", ${fields}}\n`
  const readyAt = ({ objects }: Run) => objects.find(({ row }) => row?.ready === '1/1')?.tMs

  it.each<[string, string, string]>([
    ['it ends', 'ends: {code: 3, after: 10s}', 'CrashLoopBackOff'],
    ['it is never ready', 'answers: [{status: 503}]', '0/1 Running 0'],
    ['one path is never ready', 'answers: [{path: /ready, status: 404}]', '0/1 Running 0'],
    ['it listens elsewhere', 'ports: [8080]', '0/1 Running 0'],
    ['it stands behind another protocol', 'ports: [{port: 80, protocol: grpc}]', '0/1 Running 0'],
    ['it answers too slowly', 'answers: [{status: 200, delay: 2s}]', '0/1 Running 0'],
    ['it runs a command', 'command: [sh, -c, "exit 0"]', 'CrashLoopBackOff'],
  ])('%s', (_, fields, fate) => {
    const result = run(SERVER, says(fields))
    expect(fateOf(result)).toContain(fate)
    expect(notes(result)).toEqual([])
  })

  it('it starts later, and is ready still later', () => {
    expect(readyAt(run(SERVER, says('startTime: 20s')))).toBeGreaterThan(20_000)
    const late = run(SERVER, says('answers: [{status: 503}, {from: 30s, status: 200}]'))
    expect(readyAt(late)).toBeGreaterThan(30_000)
  })

  it.each([
    ['httpGet: {port: 80}', 'http'],
    ['tcpSocket: {port: 80}', 'tcp'],
    ['grpc: {port: 80}', 'grpc'],
    ['exec: {command: [acme-status]}', 'exec'],
  ])('every sort of probe sees it fail for a while: %s', (handler) => {
    const result = run(
      pod(`livenessProbe: {${handler}, periodSeconds: 5, failureThreshold: 2}\n`),
      says('answers: [{from: 60s, to: 2m, status: 500}]'),
    )
    expect(fateOf(result)).toMatch(/^1\/1 Running [34] /)
    expect(result.events.some(({ reason }) => reason === 'Killing')).toBe(true)
  })

  it('it does not hear SIGTERM, or ends in its own time', () => {
    const gone = (fields: string) => {
      const { objects } = run(SERVER, `${says(fields)}  steps: [{at: 20s, run: kubectl delete pod p}]\n`)
      return Math.round((objects.at(-1)?.tMs ?? 0) / 1000) - 20
    }
    expect(gone('onTerm: ignore')).toBeGreaterThanOrEqual(30)
    expect(gone('onTerm: {code: 0, after: 7s}')).toBe(7)
    expect(gone('onTerm: {code: 0}')).toBeLessThan(2)
  })

  it('its files, environment, directory and user are there', () => {
    const result = run(
      pod('command: [sh, -c, "cat /app/version; echo $MODE $(pwd) $(id -u)"]\n', 'restartPolicy: Never\n'),
      says('files: {/app/version: "7"}, env: {MODE: fast}, workingDir: /app, user: 4242, onTerm: ignore'),
    )
    expect(result.logs.map(({ line }) => line)).toEqual(['7fast /app 4242'])
  })

  it('of a known image only that changes', () => {
    const nginx = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx, readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}}]}\n`
    const image = (fields: string) => `  images: [{name: nginx, ${fields}}]\n`
    expect(readyAt(run(nginx, image('startTime: 15s')))).toBeGreaterThan(15_000)
    expect(run(nginx, image('startTime: 15s')).logs.length).toBeGreaterThan(0)
    expect(fateOf(run(nginx, image('answers: [{status: 500}]')))).toBe('0/1 Running 0')
  })
})

describe('a tag that there is not', () => {
  const nope = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "nginx:nope"}]}\n`

  it('is not pulled', () => {
    const result = run(nope)
    expect(fateOf(result)).toMatch(/^0\/1 (?:ErrImagePull|ImagePullBackOff) 0$/)
    expect(result.events.find(({ reason }) => reason === 'Failed')?.message).toContain(
      'docker.io/library/nginx:nope: not found',
    )
    expect(result.problems).toMatchObject([{ code: 'not-found', fix: { title: 'Say that it is there' } }])
  })

  it.each(['pull: ok', 'present: true'])('unless the Scenario says so: %s', (fields) => {
    const result = run(nope, `  images: [{name: "nginx:nope", ${fields}}]\n`)
    expect(fateOf(result)).toBe('1/1 Running 0')
    expect(result.problems).toEqual([])
  })
})
