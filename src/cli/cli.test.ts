import { describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { runCli } from './cli.ts'

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: greeter
spec:
  restartPolicy: Never
  containers:
    - name: hello
      image: busybox:1.36
      command: [sh, -c, "echo good morning"]
`

/** A terminal with one file, pod.yaml, whose text can also be piped in. */
function terminal(text: string, ...argv: readonly string[]) {
  let stdout = ''
  let stderr = ''
  const status = runCli(argv, {
    stdout: (piece) => {
      stdout += piece
    },
    stderr: (piece) => {
      stderr += piece
    },
    read: (file) => {
      if (file === '-' || file === 'pod.yaml') return text
      throw Object.assign(new Error(`ENOENT: ${file}`), { code: 'ENOENT' })
    },
  })
  return { status, stdout, stderr }
}

describe('podlapse run', () => {
  it('watches as kubectl does', () => {
    const { status, stdout, stderr } = terminal(POD, 'run', 'pod.yaml')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const rows = stdout.trimEnd().split('\n')
    expect(rows[0]).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE$/)
    expect(rows[1]).toMatch(/^greeter {3}0\/1 {5}Pending {3}0 {10}0s$/)
    expect(rows.at(-1)).toMatch(/^greeter +0\/1 +Completed +0 +\d+s$/)
  })

  const TYPO = POD.replace('containers:', 'contaners:')

  it('refuses an unknown field as kubectl does, and says what would come next', () => {
    const { status, stdout, stderr } = terminal(TYPO, 'run', 'pod.yaml')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      'Error from server (BadRequest): error when creating "pod.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.contaners"',
      'Note: without the unknown fields (--validate=ignore) the next answer would be:',
      'The Pod "greeter" is invalid: spec.containers: Required value',
      '',
    ])
  })

  it('refuses the configuration of a kubelet as kubectl does, and says where its fields can be given', () => {
    const text = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 20\n'
    const { status, stdout, stderr } = terminal(text, 'run', 'pod.yaml')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      'error: resource mapping not found for name: "" namespace: "" from "pod.yaml": no matches for kind "KubeletConfiguration" in version "kubelet.config.k8s.io/v1beta1"',
      'ensure CRDs are installed first',
      'Note: line 2: a kubelet reads it from a file of its node. Its fields can be given to a node: nodes: [{name: node-1, kubelet: {maxPods: 20}}] in a Scenario document',
      '',
    ])
  })

  it.each([
    ['warn', 'Warning: line 7: unknown field "spec.nodeSelectr"\n'],
    ['ignore', ''],
  ])('drops an unknown field with --validate=%s', (validation, stderr) => {
    const text = POD.replace('  restartPolicy: Never\n', '  restartPolicy: Never\n  nodeSelectr: {disk: ssd}\n')
    const wanted = { status: 0, stdout: 'good morning\n', stderr }
    expect(terminal(text, 'run', '-', '-o', 'logs', '--validate', validation)).toEqual(wanted)
  })

  it('refuses what is wrong with the other fields, whatever becomes of the unknown ones', () => {
    const { status, stderr } = terminal(TYPO, 'run', '-', '--validate=ignore')
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The Pod "greeter" is invalid: spec.containers: Required value\n',
    })
  })

  it('prints Events', () => {
    const { status, stdout } = terminal(POD, 'run', '-', '-o', 'events')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/)
    expect(stdout).toMatch(/Normal +Scheduled +pod\/greeter +Successfully assigned default\/greeter to node-\d\n/)
  })

  it('prints what the containers wrote', () => {
    expect(terminal(POD, 'run', '-', '-o', 'logs')).toEqual({ status: 0, stdout: 'good morning\n', stderr: '' })
  })

  it('prints one JSON object, and --until takes the place of the scenario’s own', () => {
    const scenario = '---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {until: 5m}\n'
    const { stdout } = terminal(POD + scenario, 'run', '-', '--until', '90s', '-o', 'json')
    const trace = JSON.parse(stdout)
    expect(trace).toMatchObject({ kind: 'Trace', kubernetes: '1.36', untilMs: 90_000, endMs: 90_000, ending: 'until' })
    const [pod] = trace.objects.filter(({ kind }: { kind: string }) => kind === 'Pod')
    expect(pod).toMatchObject({ tMs: 0, change: 'ADDED', name: 'greeter' })
    expect(trace.logs).toMatchObject([{ pod: 'greeter', container: 'hello', restart: 0, line: 'good morning' }])
  })

  it('says the same every time', () => {
    const once = terminal(POD, 'run', '-', '-o', 'json')
    expect(terminal(POD, 'run', '-', '-o', 'json')).toEqual(once)
  })

  it('hands on the API server’s refusal, and prints nothing else', () => {
    const { status, stdout, stderr } = terminal(POD.replace('restartPolicy', 'restartPolcy'), 'run', '-')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('unknown field "spec.restartPolcy"')
    expect(stderr.endsWith('\n')).toBe(true)
  })

  it('names the file in a refusal, as kubectl does', () => {
    const { status, stderr } = terminal(POD.replace('name: greeter', 'name: "greeter'), 'run', 'pod.yaml')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^error: error parsing pod\.yaml: /)
  })

  it('refuses a Pod without a name as the API server does', () => {
    expect(terminal(POD.replace('  name: greeter', '  labels: {}'), 'run', '-')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'error: error when retrieving current configuration of:\nResource: "/v1, Resource=pods", GroupVersionKind: "/v1, Kind=Pod"\nName: "", Namespace: "default"\nfrom server for: "STDIN": resource name may not be empty\n',
    })
  })

  it('tells of a file that is not there', () => {
    expect(terminal(POD, 'run', 'nope.yaml')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'podlapse: nope.yaml: no such file\n',
    })
  })
})

describe('the other commands', () => {
  it('list the gallery, and print one of it', () => {
    const list = terminal('', 'gallery')
    expect(list.stdout).toMatch(/^healthy +\w/)
    expect(terminal('', 'gallery', 'crash-loop').stdout).toMatch(/^# The crash loop\n[\s\S]*kind: Pod\n/)
    expect(terminal('', 'gallery', 'nope')).toMatchObject({ status: 2, stdout: '' })
  })

  it('help', () => {
    expect(terminal('', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage:'), stderr: '' })
    expect(terminal('', '--version').stdout).toBe(`podlapse ${version} (Kubernetes 1.36)\n`)
  })

  it.each([['frobnicate'], ['run'], ['run', '-', '-o', 'xml'], ['kubectl', 'get', 'pods']])(
    'are refused with status 2 when they make no sense: %s %s',
    (...argv) => {
      expect(terminal('', ...argv)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^podlapse: /),
      })
    },
  )
})
