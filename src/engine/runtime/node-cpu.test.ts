import { describe, expect, test } from 'vitest'
import { Run } from '../testing/run.ts'
import { divide } from './node-cpu.ts'

test.each([
  [
    'by weight',
    1,
    [
      [2, 1],
      [5, 1],
    ],
    [2 / 7, 5 / 7],
  ],
  [
    'all that is wanted, where there is enough',
    4,
    [
      [1, 1],
      [1, 2],
    ],
    [1, 2],
  ],
  [
    'what one does not want is for the others',
    2,
    [
      [1, 0.2],
      [1, 1],
      [1, 3],
    ],
    [0.2, 0.9, 0.9],
  ],
  [
    'light ones last',
    1,
    [
      [1, 1],
      [1000, 0.999],
    ],
    [0.001, 0.999],
  ],
] as const)('[RES-6] CPU is divided %s', (_, capacity, claims, expected) => {
  const given = divide(
    capacity,
    claims.map(([weight, demand]) => ({ weight, demand })),
  )
  for (const [index, value] of expected.entries()) expect(given[index]).toBeCloseTo(value, 9)
})

const NODE =
  '{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 100s, nodes: [{name: one, cpu: "1", memory: 4Gi}]}}'

/** Seconds of CPU time that a busy process has had after some 60 s, each in a Pod of its own. */
function cpuTimes(
  specs: readonly { readonly name: string; readonly request?: string; readonly limit?: string }[],
): number[] {
  const pods = specs.map(({ name, request, limit }) => {
    const resources = `resources: {${request ? `requests: {cpu: ${request}},` : ''} ${limit ? `limits: {cpu: ${limit}}` : ''}}`
    const script = 'stress --cpu 1 & sleep 60; cat /proc/[1-9]*/stat | grep stress'
    return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: c, image: polinux/stress, command: [sh, -c, "${script}; sleep 1000"], ${resources}}]}}`
  })
  const run = new Run([...pods, NODE].join('\n---\n'))
  return specs.map(({ name }) => {
    const ticks = run
      .logs('c', name)
      .filter((line) => line.includes('(stress'))
      .map((line) => line.replace(/^.*\) /, '').split(' '))
    return ticks.reduce((total, fields) => total + Number(fields[11]) + Number(fields[12]), 0) / 100
  })
}

describe('busy containers on a node with one CPU', () => {
  test.each([
    [
      'share it by what they request',
      [
        { name: 'a', request: '200m' },
        { name: 'b', request: '500m' },
      ],
      [17, 43],
    ],
    ['leave little to who requests nothing', [{ name: 'a', request: '500m' }, { name: 'b' }], [57, 3]],
    ['are alone', [{ name: 'a' }], [60]],
    [
      'take what a limited one leaves',
      [
        { name: 'a', request: '500m', limit: '500m' },
        { name: 'b', request: '100m' },
      ],
      [30, 30],
    ],
  ])('%s', (_, specs, expected) => {
    const times = cpuTimes(specs)
    for (const [index, seconds] of expected.entries())
      expect(Math.abs((times[index] as number) - seconds)).toBeLessThan(4)
  })
})
