import { expect, it } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { CommandError } from '../command-line/command.ts'
import { isMet, readCondition } from './wait-condition.ts'

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shop', generation: 3 },
  spec: { nodeName: 'east' },
  status: {
    phase: 'Running',
    podIPs: [{ ip: '10.0.0.4' }, { ip: 'fd00::4' }],
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'Initialized', status: 'True', observedGeneration: 2 },
      { type: 'Idle', status: 'Unknown', observedGeneration: 3 },
    ],
  },
} as unknown as KubeObject

it.each([
  ['condition=Ready', true],
  ['condition=ready', true],
  ['condition=Ready=true', true],
  ['condition=Ready=False', false],
  // Observed of an older generation.
  ['condition=Initialized', false],
  ['condition=Idle=unknown', true],
  ['condition=Started', false],
  ['jsonpath={.status.phase}=Running', true],
  ["jsonpath={.status.phase}='Running'", true],
  ['jsonpath=.spec.nodeName', true],
  ['jsonpath={.spec.hostname}', false],
  ['jsonpath={.status.conditions[?(@.type=="Ready")].status}=True', true],
])('--for=%s', (text, expected) => {
  const condition = readCondition(text)
  if (typeof condition === 'string') throw new Error(condition)
  if (condition.kind === 'delete' || condition.kind === 'create') throw new Error(condition.kind)
  expect(isMet(condition, POD)).toBe(expected)
})

it.each([
  [
    "jsonpath='{.a}'=b",
    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
  ],
  ['ready', 'unrecognized condition: "ready"'],
  [
    'jsonpath={.a}=b=c',
    "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
  ],
  [
    "jsonpath={.a}=''",
    "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
  ],
])('--for=%s is refused', (text, wrong) => {
  expect(readCondition(text)).toBe(wrong)
})

it.each([
  ['jsonpath={.status.podIPs[*].ip}=10.0.0.4', 'given jsonpath expression matches more than one value'],
  ['jsonpath={.status.podIPs[0]}=x', 'jsonpath leads to a nested object or list which is not supported'],
])('--for=%s makes no sense for this object', (text, words) => {
  const condition = readCondition(text)
  if (typeof condition === 'string' || condition.kind !== 'jsonpath') throw new Error(text)
  const thrown = (() => {
    try {
      return isMet(condition, POD)
    } catch (error) {
      return error
    }
  })()
  expect(thrown).toBeInstanceOf(CommandError)
  expect(thrown).toMatchObject({ errors: [words] })
})
