import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { runCli } from './cli.ts'

const SCENARIO = 'apiVersion: podlapse.dev/v1\nkind: Scenario\n'

const SERVER = `apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
  securityContext: {runAsNonRoot: true}
  initContainers:
  - {name: schema, image: "registry.example.com/shop/schema:3"}
  containers:
  - name: shop
    image: registry.example.com/shop/api:3
    ports: [{containerPort: 9090, name: grpc-api}]
    livenessProbe: {httpGet: {path: /live, port: 8081, scheme: HTTPS}, initialDelaySeconds: 5}
    readinessProbe: {grpc: {port: 9090}, periodSeconds: 2}
`

const TWICE = `apiVersion: v1
kind: Pod
metadata: {name: twice}
spec:
  initContainers: [{name: first, image: "acme/app:1", command: [acme, migrate]}]
  containers: [{name: then, image: "acme/app:1", readinessProbe: {exec: {command: [acme, status]}, periodSeconds: 1}}]
`

const JOB = `apiVersion: batch/v1
kind: Job
metadata: {name: nightly}
spec:
  template:
    spec: {restartPolicy: OnFailure, containers: [{name: report, image: acme/report}]}
`

function compiled(text: string) {
  const { problems, scenario } = compile(text, { lookUpImage: PROGRAMS.image })
  if (!scenario) throw new Error(JSON.stringify(problems))
  return { scenario, images: problems.filter(({ code }) => code === 'not-simulated') }
}

/** What can be seen of a run: everything but what says that it is assumed. */
function seen(text: string): string {
  const pieces: string[] = []
  const stdout = (piece: string): void => void pieces.push(piece)
  runCli(['run', '-', '-o', 'json'], { stdout, stderr: () => {}, read: () => text })
  const { objects, events, logs } = JSON.parse(pieces.join('')) as Record<string, unknown>
  return JSON.stringify([objects, events, logs])
}

/** Describes one image after the other until nothing is assumed any more. */
function described(text: string): string {
  let result = text
  for (let round = 0; round < 5; round++) {
    const [problem] = compiled(result).images
    if (!problem) return result
    const { fix } = problem
    expect(fix).toMatchObject({ title: { kind: 'describeImage' } })
    if (!fix) break
    result = result.slice(0, fix.range.start) + fix.text + result.slice(fix.range.end)
  }
  throw new Error(`still assumed:\n${result}`)
}

describe('an image that is described as it was assumed', () => {
  it.each([
    ['no Scenario', SERVER],
    ['no newline at the end', SERVER.trimEnd()],
    ['a Scenario without a spec', `${SERVER}---\n${SCENARIO}`],
    ['a Scenario before it', `${SCENARIO}spec:\n  until: 2m # long enough\n---\n${SERVER}`],
    [
      'images already, and a comment behind',
      `${SERVER}---\n${SCENARIO}spec:\n  images:\n    - name: nginx\n      size: 3Mi\n  # and so on\n  seed: 3\n`,
    ],
    ['images in flow style', `${SERVER}---\n${SCENARIO}spec: {images: [{name: nginx, size: 3Mi}, ]}\n`],
    ['no images in flow style', `${SERVER}---\n${SCENARIO}spec: {images: [], seed: 2}\n`],
    ['JSON', `${SERVER}---\n{"apiVersion":"podlapse.dev/v1","kind":"Scenario","spec":{"seed":4}}\n`],
    [
      'an entry of its own',
      `${SERVER}---\n${SCENARIO}spec:\n  images:\n  - name: registry.example.com/shop/api:3\n    size: 9Mi # small\n`,
    ],
    [
      'an entry of its own in flow style',
      `${SERVER}---\n${SCENARIO}spec:\n  images:\n  - {name: registry.example.com/shop/api:3, size: 9Mi}\n`,
    ],
    ['an image that is used twice', TWICE],
    ['a Job', JOB],
    [
      'a step',
      `${JOB}---\n${SCENARIO}spec:\n  until: 1m\n  steps: [{at: 5s, run: kubectl run x --image=acme/late:2}]\n`,
    ],
  ])('lives the same life: %s', (_, text) => {
    const after = described(text)
    expect(seen(after)).toBe(seen(text))
    // Nothing is lost, and what was there keeps its order; lists and objects in one line may have grown.
    let at = 0
    for (const line of text.split('\n').filter((each) => each.trim() !== '' && !/[\]}]$/.test(each))) {
      at = after.indexOf(line, at)
      expect(at, line).toBeGreaterThanOrEqual(0)
    }
  })

  it('says what was assumed', () => {
    expect(described(SERVER).slice(SERVER.length)).toBe(`---
${SCENARIO}spec:
  images:
    - {name: registry.example.com/shop/schema:3, user: 1000, ports: [], startTime: 0s, ends: {code: 0, after: 3s}, onTerm: {code: 0, after: 0s}}
    - {name: registry.example.com/shop/api:3, user: 1000, ports: [{port: 9090, protocol: grpc}, {port: 8081, protocol: https}], startTime: 2s, answers: [{status: 200}], ends: never, onTerm: {code: 0, after: 0s}}
`)
  })

  it('says only what its containers have in common', () => {
    expect(described(TWICE)).toContain('{name: acme/app:1, ports: [], onTerm: {code: 0, after: 0s}}')
  })
})
