import { expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import { Run } from '../testing/run.ts'

const RULES = 'restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [42]}}]'

test('[RESTART-2] all containers begin anew, those that initialise first, and each is counted', () => {
  const run = new Run(
    `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  restartPolicy: Never
  initContainers: [{name: i, image: "busybox:1.36", command: [sleep, "3"]}]
  containers:
  - {name: a, image: "busybox:1.36", command: [sh, -c, "sleep 5; exit 42"], restartPolicy: Never, ${RULES}}
  - {name: b, image: "busybox:1.36", command: [sleep, "1000"]}
`,
    '20s',
  )
  const seen = [...run.trace.objects].find(([key]) => key.startsWith('Pod/'))?.[1] ?? []
  const rounds = seen.map(({ object }) => {
    const { phase, containerStatuses = [], initContainerStatuses = [] } = (object as Pod).status
    return [phase, ...[...initContainerStatuses, ...containerStatuses].map(word)].join(' ')
  })
  expect(rounds.slice(rounds.indexOf('Running done/0 on/0 on/0'))).toEqual([
    'Running done/0 on/0 on/0',
    'Running done/0 exit 42/0 on/0',
    'Running RestartingAllContainers/1 RestartingAllContainers/1 RestartingAllContainers/1',
    'Pending on/1 PodInitializing/1 PodInitializing/1',
    'Running done/1 PodInitializing/1 PodInitializing/1',
    'Running done/1 on/1 on/1',
  ])
  const last = run.pod().status.containerStatuses?.[0]?.lastState.terminated
  expect(last).toMatchObject({ exitCode: 137, reason: 'RestartingAllContainers' })
})

function word({ state, restartCount }: ContainerStatus): string {
  const { running, waiting, terminated } = state
  const what = running
    ? 'on'
    : terminated
      ? terminated.exitCode === 0
        ? 'done'
        : `exit ${terminated.exitCode}`
      : waiting?.reason
  return `${what}/${restartCount}`
}
