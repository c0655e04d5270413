import { expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'

/** How a Pod with so much on its disk ends, by its name: chance is drawn for each. */
function endsOf(onTerm: string): Set<string> {
  const names = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii', 'jj', 'kk', 'll']
  const script = `trap '${onTerm}' TERM; dd if=/dev/zero of=/v/f bs=1M count=200; sleep 1000 & wait`
  const pods = names.map(
    (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  volumes: [{name: v, emptyDir: {sizeLimit: 100Mi}}]
  containers: [{name: c, image: "busybox:1.36", command: [sh, -c, ${JSON.stringify(script)}], volumeMounts: [{name: v, mountPath: /v}]}]
`,
  )
  const run = new Run(pods.join('---\n'))
  return new Set(
    names.map((name) => {
      const { phase, reason, containerStatuses } = run.pod(name).status
      const { state, restartCount } = containerStatuses?.[0] ?? {}
      return [phase, reason, state?.terminated?.reason, restartCount].join(' ')
    }),
  )
}

test('[EVICT-6] whether an end with 0 is seen is a race, and then the Pod has succeeded', () => {
  expect(endsOf('exit 0')).toEqual(new Set(['Succeeded  Completed 0', 'Failed Evicted ContainerStatusUnknown 1']))
})

test('[EVICT-6] another end seldom is, and the Pod has failed in any case', () => {
  const ends = endsOf('exit 3')
  expect(ends).toContain('Failed Evicted ContainerStatusUnknown 1')
  for (const end of ends) expect(end).toMatch(/^Failed Evicted (?:Error 0|ContainerStatusUnknown 1)$/)
})
