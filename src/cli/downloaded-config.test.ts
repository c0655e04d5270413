import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Servers whose configuration comes from the world outside, of which nobody knows what stands in it. */

interface Json {
  readonly objects: readonly {
    readonly kind: string
    readonly name: string
    readonly row?: { readonly ready: string }
  }[]
  readonly entries: readonly { readonly kind: string; readonly text?: string }[]
  readonly logs: readonly { readonly container: string; readonly line: string }[]
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

function run(text: string): Json {
  let stdout = ''
  runCli(['run', '-', '--until', '2m', '-o', 'json'], {
    stdout: (piece) => {
      stdout += piece
    },
    stderr: () => undefined,
    read: () => text,
  })
  return JSON.parse(stdout) as Json
}

/** A Pod `p` whose container `c` mounts what an init container has fetched. */
function fetched(image: string, mountPath: string, file: string, container: string): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  initContainers:
  - name: fetch
    image: busybox:1.36
    command: [sh, -c, "wget -q -O /c/${file} https://files.example.com/${file}"]
    volumeMounts: [{name: c, mountPath: /c}]
  containers:
  - name: c
    image: ${image}
    volumeMounts: [{name: c, mountPath: ${mountPath}}]
${container.replace(/^(?=.)/gm, '    ')}
  volumes: [{name: c, emptyDir: {}}]
`
}

function readyOf({ objects }: Json): string | undefined {
  return objects.findLast(({ kind, name, row }) => kind === 'Pod' && name === 'p' && row)?.row?.ready
}

describe('a server whose configuration was downloaded fits its manifest', () => {
  it.each([
    ['nginx:1.27', '/etc/nginx/conf.d', 'site.conf', 'readinessProbe: {httpGet: {path: /x, port: 8081}}'],
    ['haproxy:3.0', '/usr/local/etc/haproxy', 'haproxy.cfg', 'readinessProbe: {tcpSocket: {port: 8082}}'],
    ['caddy:2', '/etc/caddy', 'Caddyfile', 'readinessProbe: {httpGet: {path: /x, port: 8083}}'],
    ['envoyproxy/envoy:v1.31-latest', '/etc/envoy', 'envoy.yaml', 'readinessProbe: {tcpSocket: {port: 8084}}'],
  ])('%s', (image, mountPath, file, container) => {
    const json = run(fetched(image, mountPath, file, container))
    expect(readyOf(json)).toBe('1/1')
    expect(
      json.logs.some(({ container, line }) => container === 'c' && /not simulated: .*placeholder/.test(line)),
    ).toBe(true)
  })

  it('what it is told where it is known is done', () => {
    const known = `command: [sh, -c, "rm /etc/nginx/conf.d/*; echo 'server { listen 8085; }' > /etc/nginx/conf.d/own.conf; exec nginx -g 'daemon off;'"]\nreadinessProbe: {tcpSocket: {port: 8086}}`
    expect(readyOf(run(fetched('nginx:1.27', '/etc/nginx/conf.d', 'site.conf', known)))).toBe('0/1')
  })
})

describe('a proxy passes on to its neighbour', () => {
  const pod = (ports: string): string => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: proxy
    image: envoyproxy/envoy-alpine:v1.21.0
    command: [sh, -c, "sleep 2 && envoy -c /etc/envoy/envoy.yaml"]
${ports}    lifecycle: {postStart: {exec: {command: [sh, -c, "wget -O /etc/envoy/envoy.yaml https://files.example.com/envoy.yaml"]}}}
  - {name: app, image: podlapse/app, args: [http, --port, "7000"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {steps: [{at: 30s, run: "kubectl exec p -c proxy -- sh -c 'netstat -tln | grep -c :9901; wget -q -O - http://127.0.0.1:PORT/'"}]}
`

  it.each([
    ['', '80'],
    ['    ports: [{containerPort: 8080}, {containerPort: 9901}]\n', '8080'],
  ])('listens where it is asked: %j', (ports, port) => {
    const { entries } = run(pod(ports).replace('PORT', port))
    const said = entries.flatMap(({ kind, text = '' }) => (kind === 'stepOutput' ? [text] : [])).join('\n')
    expect(said).toBe('1\nok')
  })
})
