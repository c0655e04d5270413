import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** What a probe's command sees of a program that nobody knows is the stand-in's, and decides nothing against the program. */

function fate(text: string): string {
  const pieces: string[] = []
  runCli(['run', '-', '--until', '4m'], {
    stdout: (piece) => void pieces.push(piece),
    stderr: () => {},
    read: () => text,
  })
  const row = pieces.join('').trimEnd().split('\n').at(-1) ?? ''
  return row
    .replace(/\(.*?\)/g, '')
    .split(/\s+/)
    .slice(1, 4)
    .join(' ')
}

function probed(command: string, container = '', image = 'registry.example.com/acme/worker:7', more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: c
    image: ${image}
    livenessProbe: {periodSeconds: 5, exec: {command: ${JSON.stringify(['sh', '-c', command])}}}
${container.replace(/^(?=.)/gm, '    ')}${more}`
}

describe('a probe that looks at a program that nobody knows', () => {
  it.each([
    'curl -s localhost:8081/health | grep -q \'"status":"UP"\'',
    '[ "$(wget -qO- http://127.0.0.1:8080/state | jq -r .state)" = "running" ]',
    'echo ruok | nc -w 2 127.0.0.1 2181 | grep imok',
    'ps aux | grep -v grep | grep java',
    "ps -ef | grep '[c]elery'",
    'netstat -tln | grep -q :7000',
    'pidof -x mydaemon > /dev/null',
    'kill -0 $(cat /app/tmp/worker.pid)',
    'tail -n 1 /var/log/worker.log | grep -q OK',
    '[ "$(cat /app/state)" = "running" ]',
    "find /tmp/alive -mmin -1 | egrep '.*'",
    'curl -sf --unix-socket /run/worker.sock http://localhost/ping',
    "bash -c 'exec 3<>/dev/tcp/127.0.0.1/5000; echo PING >&3; read -t 1 line <&3; [[ $line == *PONG* ]]'",
  ])('is satisfied: %s', (command) => {
    expect(fate(probed(command))).toBe('1/1 Running 0')
  })

  it.each([
    ['exit 1', ''],
    [
      'test -f /shared/ready',
      'volumeMounts: [{name: v, mountPath: /shared}]\nlifecycle: {postStart: {exec: {command: [sh, -c, "touch /shared/ready; sleep 1; rm /shared/ready"]}}}\n',
    ],
    ['nc -z -w 1 127.0.0.1 8080 && nc -z -w 1 10.9.9.9 80', ''],
  ])('is not, where it looks at something else as well: %s', (command, container) => {
    const volume = container.includes('volumeMounts') ? '  volumes: [{name: v, emptyDir: {}}]\n' : ''
    expect(fate(probed(command, container, undefined, volume))).not.toBe('1/1 Running 0')
  })

  it('is not, where the Scenario says that the program is ill', () => {
    const scenario =
      '---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n  images: [{name: registry.example.com/acme/worker:7, answers: [{from: 30s, status: 500}]}]\n'
    expect(fate(probed('ps aux | grep -v grep | grep java', '', undefined, scenario))).not.toBe('1/1 Running 0')
  })
})

describe('an image of which facts are known', () => {
  it.each([
    ['sonarqube:10.7.0-community', 'wget --no-proxy -qO- http://localhost:9000/api/system/status | grep -q UP'],
    ['quay.io/calico/node:v3.29.1', '/bin/calico-node -felix-live'],
    ['gitea/gitea:1.22.3-rootless', 'bash -c "curl -s http://localhost:3000/api/healthz | grep pass"'],
    ['ghcr.io/acme/unheard-of', 'true'],
  ])('%s has what its probe asks for', (image, command) => {
    const start = image.includes('calico') ? 'command: [start_runit]\n' : ''
    expect(fate(probed(command, start, image))).toBe('1/1 Running 0')
  })

  it.each([['quay.io/keycloak/keycloak:26.0', 'curl -sf http://localhost:9000/health', 'args: [start-dev]\n']])(
    '%s does not have what it is known to be without',
    (image, command, container) => {
      expect(fate(probed(command, container, image))).not.toBe('1/1 Running 0')
    },
  )

  it.each([
    ['calico/cni:v3.29.1', '["/opt/cni/bin/calico-ipam", "-upgrade"]'],
    ['alpine/k8s:1.31.2', '[/bin/bash, -c, "helm version && jq --version"]'],
  ])('%s runs a command that nobody lists: %s', (image, command) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  restartPolicy: Never\n  containers: [{name: c, image: "${image}", command: ${command}}]\n`
    expect(fate(text)).toBe('0/1 Completed 0')
  })

  it('answers whatever page its manifest asks for', () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: "nextcloud:30-apache", livenessProbe: {httpGet: {path: /status.php, port: 80}}}]\n`
    expect(fate(text)).toBe('1/1 Running 0')
  })
})

describe('the files with passwords', () => {
  it.each([
    ['postgres:17', 'POSTGRES_PASSWORD_FILE'],
    ['mysql:8.4', 'MYSQL_ROOT_PASSWORD_FILE'],
    ['mariadb:11', 'MARIADB_ROOT_PASSWORD_FILE'],
  ])('%s reads as root, before it becomes somebody else', (image, name) => {
    const text = `apiVersion: v1
kind: Secret
metadata: {name: s}
stringData: {password: x}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - {name: c, image: "${image}", env: [{name: ${name}, value: /secrets/password}], volumeMounts: [{name: s, mountPath: /secrets}]}
  volumes: [{name: s, secret: {secretName: s, defaultMode: 0400}}]
`
    expect(fate(text)).toBe('1/1 Running 0')
  })
})

it('an interpreter whose script cannot be read serves what its manifest asks for', () => {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: "node:22-alpine", command: [npm, start], readinessProbe: {httpGet: {path: /health, port: 3000}}}]\n`
  expect(fate(text)).toBe('1/1 Running 0')
})
