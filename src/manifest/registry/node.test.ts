import { describe, expect, test } from 'vitest'
import { ensure } from '../../lib/assert.ts'
import { type FieldError, fieldErrorText } from '../field-error.ts'
import type { Node, NodeSpec, NodeStatus } from '../object/node.ts'
import { kindInfo } from '../schema/kinds.ts'
import { metadataErrors } from './metadata-errors.ts'
import { NODE } from './node.ts'
import { strategy } from './strategy.ts'

const nodes = strategy(NODE)
const INFO = ensure(kindInfo('v1', 'Node'), 'nodes')
const TAINTS = 'scheduler.alpha.kubernetes.io/taints'
const AVOID = 'scheduler.alpha.kubernetes.io/preferAvoidPods'

function node(spec: Partial<NodeSpec>, status: Partial<NodeStatus> = {}): Node {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'loft' }, spec, status } as Node
}

function texts(errors: readonly FieldError[]): string[] {
  return errors.map(fieldErrorText)
}

const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const FEATURE =
  "must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric characters and slashes"
const ONE_EACH = 'may specify no more than one CIDR for each IP family'

describe('what a Node may say', () => {
  test.each<[string, NodeSpec, NodeStatus & { nodeInfo?: object }, string[]]>([
    ['nothing', {}, {}, []],
    [
      'taints that differ in key or effect',
      {
        taints: [
          { key: 'music.example/late', value: 'yes', effect: 'NoSchedule' },
          { key: 'music.example/late', effect: 'NoExecute' },
          { key: 'quiet', effect: 'NoSchedule' },
        ],
      },
      {},
      [],
    ],
    [
      'the same key and effect again, in whatever value',
      {
        taints: [
          { key: 'quiet', value: 'a', effect: 'NoExecute' },
          { key: 'quiet', value: 'b', effect: 'NoExecute', timeAdded: '2026-05-04T03:02:01Z' },
        ],
      },
      {},
      [
        'metadata.taints[1]: Duplicate value: {"Key":"quiet","Value":"b","Effect":"NoExecute","TimeAdded":"2026-05-04T03:02:01Z"}: taints must be unique by key and effect pair',
      ],
    ],
    [
      'a value and effects that are none',
      {
        taints: [
          { key: 'quiet', value: 'very, very', effect: 'Never' },
          { key: 'dark', effect: '' },
        ],
      },
      {},
      [
        `metadata.taints[0].value: Invalid value: "very, very": ${LABEL_VALUE}`,
        'metadata.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
        'metadata.taints[1].effect: Required value',
      ],
    ],
    ['a range of each family', { podCIDRs: ['fd00:5::/64', '10.5.0.0/24'] }, {}, []],
    [
      'two ranges of one family',
      { podCIDRs: ['10.5.0.0/24', '10.6.0.0/24'] },
      {},
      [`spec.podCIDRs: Invalid value: ["10.5.0.0/24","10.6.0.0/24"]: ${ONE_EACH}`],
    ],
    [
      'a range and none',
      { podCIDRs: ['10.5.0.0/24', 'all'] },
      {},
      [
        'spec.podCIDRs[1]: Invalid value: "all": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
        'spec.podCIDRs: Internal error: invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR[1]: <nil> (invalid CIDR address: all)',
        `spec.podCIDRs: Invalid value: ["10.5.0.0/24","all"]: ${ONE_EACH}`,
      ],
    ],
    [
      'a range by itself that is none',
      { podCIDR: '10.5.0.9/24' },
      {},
      ['spec.podCIDRs[0]: Invalid value: "10.5.0.9/24": must not have bits set beyond the prefix length'],
    ],
    [
      'resources in pieces, and less than none',
      {},
      { capacity: { cpu: '1500m', 'pipes.example/organ': '1500m' }, allocatable: { memory: '-1Gi' } },
      [
        'status.capacity.pipes.example/organ: Invalid value: "1500m": must be an integer',
        'status.allocatable.memory: Invalid value: "-1Gi": must be greater than or equal to 0',
      ],
    ],
    [
      'room to swap that is none',
      {},
      { nodeInfo: { swap: { capacity: 0 } } as object as Record<string, string> },
      ['metadata.nodeSwapStatus.capacity: Invalid value: 0: must be greater than zero'],
    ],
    ['features in their order', {}, { declaredFeatures: ['Choir', 'Choir/alto', 'Organ'] }, []],
    [
      'features twice, out of order and misspelt',
      {},
      { declaredFeatures: ['Organ', 'Organ', 'Choir', 'Choir//alto', `L${'o'.repeat(252)}ft`] },
      [
        'status.declaredFeatures[1]: Duplicate value: "Organ"',
        'status.declaredFeatures[2]: Invalid value: "Choir": list must be sorted alphabetically',
        `status.declaredFeatures[3]: Invalid value: "Choir//alto": invalid feature name "Choir//alto": ${FEATURE}`,
        `status.declaredFeatures[4]: Invalid value: "L${'o'.repeat(252)}ft": invalid feature name "L${'o'.repeat(252)}ft": must be no more than 253 characters`,
      ],
    ],
  ])('%s', (_, spec, status, expected) => {
    expect(texts(nodes.validate(node(spec, status)))).toEqual(expected)
  })

  test('what is wrong with a taint is found where it stands in the text', () => {
    const errors = nodes.validate(node({ taints: [{ key: 'dark', effect: '' }] }))
    expect(errors.map(({ near }) => near)).toEqual(['spec.taints[0].effect'])
  })
})

describe('annotations that were fields once', () => {
  const CONTROLLER = 'PodSignature.PodController.Controller: Invalid value: false: must point to a controller'
  test.each<[string, string, string[]]>([
    [TAINTS, '', []],
    [TAINTS, 'null', []],
    [TAINTS, '[{"key":"quiet","value":"yes","effect":"NoExecute"}]', []],
    [TAINTS, '[{"key":"quiet"}]', [`${TAINTS}[0].effect: Required value`]],
    [TAINTS, '["quiet"', [`: Invalid value: "${TAINTS}": unexpected end of JSON input`]],
    [
      TAINTS,
      '{"key":"quiet"}',
      [`: Invalid value: "${TAINTS}": json: cannot unmarshal object into Go value of type []core.Taint`],
    ],
    [AVOID, '{}', []],
    [AVOID, '{"preferAvoidPods":[{"podSignature":{"podController":{"controller":true}}}]}', []],
    [
      AVOID,
      '{"preferAvoidPods":[null,{"podSignature":{"podController":{"controller":false}}}]}',
      [`${AVOID}[0].PodSignature: Required value`, `${AVOID}[1].${CONTROLLER}`],
    ],
    [
      AVOID,
      '7',
      [`AvoidPods: Invalid value: "${AVOID}": json: cannot unmarshal number into Go value of type v1.AvoidPods`],
    ],
  ])('%s: %s', (key, text, expected) => {
    const said = texts(metadataErrors({ name: 'loft', annotations: { [key]: text } }, INFO))
    const path = 'metadata.annotations'
    expect(said).toEqual(expected.map((each) => (each.startsWith(':') ? path + each : `${path}.${each}`)))
  })
})

describe('what becomes of a Node', () => {
  const kept = (field: string) => `node updates may not change ${field} except from "" to valid`
  const HAS: NodeSpec = { podCIDR: '10.5.0.0/24', podCIDRs: ['10.5.0.0/24', 'fd00:5::/64'], providerID: 'barn://7' }
  test.each<[string, NodeSpec, NodeSpec, string[]]>([
    ['it gets what it had not', {}, HAS, []],
    ['it is cordoned', HAS, { ...HAS, unschedulable: true }, []],
    [
      'its ranges change places',
      HAS,
      { ...HAS, podCIDR: 'fd00:5::/64', podCIDRs: ['fd00:5::/64', '10.5.0.0/24'] },
      Array<string>(2).fill(`spec.podCIDRs: Forbidden: ${kept('podCIDR')}`),
    ],
    ['it loses a range', HAS, { ...HAS, podCIDRs: ['10.5.0.0/24'] }, [`spec.podCIDRs: Forbidden: ${kept('podCIDR')}`]],
    ['its first range is said only once', { podCIDR: '10.5.0.0/24' }, { podCIDRs: ['10.5.0.0/24'] }, []],
    [
      'the range by itself counts',
      { podCIDRs: ['10.5.0.0/24'] },
      { podCIDR: '10.6.0.0/24', podCIDRs: ['10.5.0.0/24'] },
      [`spec.podCIDRs: Forbidden: ${kept('podCIDR')}`],
    ],
    [
      'it moves to somebody else',
      HAS,
      { ...HAS, providerID: '', externalID: 'x' },
      [`spec.providerID: Forbidden: ${kept('providerID')}`, 'spec.externalID: Forbidden: may not be updated'],
    ],
    [
      'it gets a taint that is none',
      {},
      { taints: [{ key: 'dark', effect: '' }] },
      ['metadata.taints[0].effect: Required value'],
    ],
  ])('%s', (_, old, next, expected) => {
    expect(texts(nodes.validateUpdate(node(next), node(old)))).toEqual(expected)
  })

  test('its first range stands in both fields', () => {
    const [one, both] = [node({ podCIDR: '10.5.0.0/24' }), node({ podCIDRs: ['fd00:5::/64', '10.5.0.0/24'] })]
    for (const each of [one, both]) nodes.setDefaults(each)
    expect([one.spec, both.spec]).toEqual([
      { podCIDR: '10.5.0.0/24', podCIDRs: ['10.5.0.0/24'] },
      { podCIDR: 'fd00:5::/64', podCIDRs: ['fd00:5::/64', '10.5.0.0/24'] },
    ])
  })

  const address = { type: 'InternalIP', address: '10.0.0.5' }
  const bad: NodeStatus = { addresses: [address, address], capacity: { 'pipes.example/organ': '0.5' } }
  test.each<[string, NodeStatus, NodeStatus, string[]]>([
    ['the same address for another purpose', {}, { addresses: [address, { ...address, type: 'ExternalIP' }] }, []],
    [
      'an address twice, and half a pipe',
      {},
      bad,
      [
        'status.capacity.pipes.example/organ: Invalid value: "500m": must be an integer',
        'status.addresses[1]: Duplicate value: {"Type":"InternalIP","Address":"10.0.0.5"}',
      ],
    ],
    ['what is not written anew is not looked at again', bad, { ...bad, conditions: [] }, []],
  ])('its status is written: %s', (_, old, next, expected) => {
    const { status } = nodes.doors
    expect(texts(status?.validateUpdate(node({}, next), node({}, old)) ?? [])).toEqual(expected)
  })
})
