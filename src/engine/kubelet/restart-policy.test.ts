import { describe, expect, test } from 'vitest'
import type { ContainerRestartRule, RestartPolicy } from '../../manifest/pod/container.ts'
import { container, pod } from '../testing/pod.ts'
import { exited, instance, runtimeStatus } from '../testing/runtime-status.ts'
import {
  containerShouldRestart,
  effectiveRestartPolicy,
  findMatchingContainerRestartRule,
  shouldContainerBeRestarted,
} from './restart-policy.ts'

const rule = (
  operator: 'In' | 'NotIn',
  values: number[],
  action: ContainerRestartRule['action'] = 'Restart',
): ContainerRestartRule => ({ action, exitCodes: { operator, values } })

describe('containerShouldRestart', () => {
  test.each<[RestartPolicy | undefined, number, boolean]>([
    ['Always', 0, true],
    ['Always', 1, true],
    ['OnFailure', 0, false],
    ['OnFailure', 1, true],
    ['OnFailure', 137, true],
    ['Never', 0, false],
    ['Never', 1, false],
    [undefined, 0, true],
  ])('[RESTART-1] Pod %s, exit %i: %s', (restartPolicy, exitCode, expected) => {
    const subject = pod(restartPolicy === undefined ? {} : { restartPolicy })
    expect(containerShouldRestart(container('app'), subject, exitCode)).toBe(expected)
  })

  test.each<[RestartPolicy, RestartPolicy, number, boolean]>([
    ['Never', 'Always', 1, false],
    ['Always', 'Never', 0, true],
    ['OnFailure', 'Always', 0, false],
    ['OnFailure', 'Never', 1, true],
  ])('[RESTART-1] a container’s own %s over the Pod’s %s, exit %i: %s', (own, restartPolicy, exitCode, expected) => {
    expect(containerShouldRestart(container('app', { restartPolicy: own }), pod({ restartPolicy }), exitCode)).toBe(
      expected,
    )
  })

  test.each<[string, ContainerRestartRule[], number, boolean]>([
    ['a rule lists the code', [rule('In', [42])], 42, true],
    ['no rule lists the code', [rule('In', [42])], 1, false],
    ['a rule excludes the code', [rule('NotIn', [42])], 42, false],
    ['a rule excludes other codes', [rule('NotIn', [42])], 1, true],
    ['a rule restarts all containers', [rule('In', [42], 'RestartAllContainers')], 42, true],
  ])('[RESTART-1] own Never with rules, and %s', (_situation, restartPolicyRules, exitCode, expected) => {
    const subject = container('app', { restartPolicy: 'Never', restartPolicyRules })
    expect(containerShouldRestart(subject, pod({ restartPolicy: 'Never' }), exitCode)).toBe(expected)
  })

  test('[RESTART-1] of several rules the first that matches counts', () => {
    const restartPolicyRules = [rule('In', [1, 2], 'RestartAllContainers'), rule('In', [2, 3])]
    const subject = container('app', { restartPolicy: 'Never', restartPolicyRules })
    expect([1, 2, 3, 4].map((code) => findMatchingContainerRestartRule(subject, code))).toEqual([
      'RestartAllContainers',
      'RestartAllContainers',
      'Restart',
      undefined,
    ])
  })
})

describe('shouldContainerBeRestarted', () => {
  test.each([
    ['it never ran', pod(), [], true],
    ['it runs', pod(), [instance('app')], false],
    [
      'it was created and never started',
      pod({ restartPolicy: 'Never' }),
      [instance('app', { state: 'created' })],
      true,
    ],
    ['its state is unknown', pod({ restartPolicy: 'Never' }), [instance('app', { state: 'unknown' })], true],
    ['it succeeded under OnFailure', pod({ restartPolicy: 'OnFailure' }), [exited('app', 0)], false],
    ['it failed under OnFailure', pod({ restartPolicy: 'OnFailure' }), [exited('app', 1)], true],
    ['it failed, and the Pod is being deleted', pod({ deletedWithin: 30 }), [exited('app', 1)], false],
    ['it never ran, and the Pod is being deleted', pod({ deletedWithin: 30 }), [], false],
    [
      'an older instance failed, the newest succeeded',
      pod({ restartPolicy: 'OnFailure' }),
      [exited('app', 0, { id: '2' }), exited('app', 1)],
      false,
    ],
  ])('[RESTART-1] %s', (_situation, subject, instances, expected) => {
    expect(shouldContainerBeRestarted(container('app'), subject, runtimeStatus(instances))).toBe(expected)
  })
})

test('[RESTART-1] the container’s policy, else the Pod’s, else Always', () => {
  const never = pod({ restartPolicy: 'Never' })
  expect(effectiveRestartPolicy(container('a', { restartPolicy: 'OnFailure' }), never)).toBe('OnFailure')
  expect(effectiveRestartPolicy(container('a'), never)).toBe('Never')
  expect(effectiveRestartPolicy(container('a'), pod())).toBe('Always')
})
