import { describe, expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

const IMAGE = 'registry.example.com/team/app:1.0'

function secret(registry: string, name = 'regcred', type = 'kubernetes.io/dockerconfigjson'): string {
  const json = JSON.stringify({ auths: { [registry]: { auth: 'eDp5' } } })
  return `---\n{apiVersion: v1, kind: Secret, metadata: {name: ${name}}, type: ${type}, stringData: {.dockerconfigjson: '${json}'}}\n`
}

function run(spec: string, objects: string, image = IMAGE, more = ''): Run {
  return new Run(
    `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  ${spec}
  containers: [{name: c, image: "${image}", imagePullPolicy: IfNotPresent}]
${objects}---
{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 1m, images: [{name: "${image}", pull: {secret: regcred}}], ${more}}}
`,
  )
}

function outcome(of: Run, pod = 'p'): string | undefined {
  const { state } = of.pod(pod).status.containerStatuses?.[0] ?? {}
  const reason = state?.waiting?.reason
  return state?.running ? 'Running' : reason === 'ErrImagePull' || reason === 'ImagePullBackOff' ? 'refused' : reason
}

describe('[PULL-5] an image that a Secret opens', () => {
  const WITH = 'imagePullSecrets: [{name: regcred}]'
  test.each([
    ['the Pod brings it', WITH, secret('registry.example.com'), 'Running'],
    ['for a path of the registry', WITH, secret('https://registry.example.com/team'), 'Running'],
    ['for a registry with a star', WITH, secret('*.example.com'), 'Running'],
    ['for another registry', WITH, secret('registry.example.org'), 'refused'],
    ['for another path', WITH, secret('registry.example.com/other'), 'refused'],
    ['nobody brings it', '', secret('registry.example.com'), 'refused'],
    ['under another name', 'imagePullSecrets: [{name: other}]', secret('registry.example.com', 'other'), 'refused'],
    ['that is not there', WITH, '', 'refused'],
  ])('%s', (_, spec, objects, expected) => expect(outcome(run(spec, objects))).toBe(expected))

  test('on Docker Hub', () => {
    expect(outcome(run(WITH, secret('https://index.docker.io/v1/'), 'acme/private:2'))).toBe('Running')
  })

  test('is brought by the ServiceAccount', () => {
    const account =
      '{apiVersion: v1, kind: ServiceAccount, metadata: {name: puller}, imagePullSecrets: [{name: regcred}]}'
    const of = new Run(
      [
        account,
        `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {serviceAccountName: puller, containers: [{name: c, image: "${IMAGE}"}]}}`,
        secret('registry.example.com').slice(4),
        `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 1m, images: [{name: "${IMAGE}", pull: {secret: regcred}}]}}`,
      ].join('\n---\n'),
    )
    expect(outcome(of)).toBe('Running')
    expect(of.pod().spec.imagePullSecrets).toEqual([{ name: 'regcred' }])
  })

  test('says why not, as the registry does', () => {
    expect(run('', '').told('Failed')[0]).toContain('pull access denied')
  })

  const other = (spec: string, policy: string) =>
    `---\n{apiVersion: v1, kind: Pod, metadata: {name: q}, spec: {${spec} nodeName: node-1, initContainers: [{name: wait, image: "busybox:1.36", command: [sleep, "10"]}], containers: [{name: c, image: "${IMAGE}", imagePullPolicy: ${policy}}]}}\n`

  test.each([
    ['another Pod without it', '', 'IfNotPresent', 'refused'],
    ['another Pod without it that may not pull', '', 'Never', 'ErrImageNeverPull'],
    ['another Pod with it', `${WITH},`, 'Never', 'Running'],
  ])('once it is on the node is for %s: %s', (_, spec, policy, expected) => {
    const of = run(`nodeName: node-1\n  ${WITH}`, `${secret('registry.example.com')}${other(spec, policy)}`)
    expect([outcome(of), outcome(of, 'q')]).toEqual(['Running', expected])
  })

  test('that was on the node from the start is for everybody', () => {
    expect(outcome(run('', '', IMAGE, 'imagesPresent: true'))).toBe('Running')
  })
})
