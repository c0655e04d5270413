import { expect, test } from 'vitest'
import { setDefaultsDeployment } from './deployment.ts'
import { validateDeployment } from './validate-deployment.ts'

function errorsOf(spec: object): string[] {
  const template = { spec: { containers: [{ name: 'c', image: 'nginx' }] } }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template, ...spec } }
  setDefaultsDeployment(object)
  return validateDeployment(object).map(({ path, type, detail }) => `${path}: ${type}: ${detail}`)
}

const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
})
const ROLLING = 'spec.strategy.rollingUpdate'
const AT_LEAST_0 = 'Invalid value: must be greater than or equal to 0'

test.each<[string, object, string[]]>([
  ['nothing said', {}, []],
  ['counts and percents', rolling(2, '50%'), []],
  ['Recreate', { strategy: { type: 'Recreate' } }, []],
  ['less than none', { replicas: -1 }, [`spec.replicas: ${AT_LEAST_0}`]],
  [
    'neither more nor less',
    rolling(0, '0%'),
    [`${ROLLING}.maxUnavailable: Invalid value: may not be 0 when \`maxSurge\` is 0`],
  ],
  ['more than all', rolling(1, '120%'), [`${ROLLING}.maxUnavailable: Invalid value: must not be greater than 100%`]],
  ['a negative count', rolling(-1, 1), [`${ROLLING}.maxSurge: ${AT_LEAST_0}`]],
  [
    'Recreate with a rolling update',
    { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    [`${ROLLING}: Forbidden: may not be specified when strategy \`type\` is 'Recreate'`],
  ],
  [
    'no such strategy',
    { strategy: { type: 'BlueGreen' } },
    ['spec.strategy: Unsupported value: supported values: "Recreate", "RollingUpdate"'],
  ],
  [
    'a deadline that readiness alone takes',
    { minReadySeconds: 30, progressDeadlineSeconds: 30 },
    ['spec.progressDeadlineSeconds: Invalid value: must be greater than minReadySeconds'],
  ],
])('what is wrong with a Deployment: %s', (_name, spec, expected) => {
  expect(errorsOf(spec)).toEqual(expected)
})

test('a share that is none is told with what one looks like', () => {
  expect(errorsOf(rolling('half', 1))[0]).toContain(
    "a valid percent string must be a numeric string followed by an ending '%'",
  )
})
