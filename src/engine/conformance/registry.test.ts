import { readFileSync } from 'node:fs'
import { ensure } from '../../lib/assert.ts'
import { fieldErrorText } from '../../manifest/field-error.ts'
import {
  isConfigMapKey,
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isHTTPHeaderName,
  isInRange,
  isQualifiedName,
  isRelaxedEnvVarName,
  isValidLabelValue,
  isValidPortName,
  isValidPortNum,
  isValidUserID,
} from '../../manifest/object/name.ts'
import { validateObjectMetaUpdate } from '../../manifest/object/validate-meta-update.ts'
import { validateContainerStateTransition } from '../../manifest/pod/container-state-transition.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { metadataErrors } from '../../manifest/registry/metadata-errors.ts'
import { strategyOf } from '../../manifest/registry/registry.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { decideDelete } from '../apiserver/decide-delete.ts'
import { type Answer, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))
const strategy = strategyOf({ apiVersion: 'v1', kind: 'Pod' })

const OF_TEXT: Readonly<Record<string, (text: string) => string[]>> = {
  IsDNS1123Label: isDNS1123Label,
  IsDNS1123Subdomain: isDNS1123Subdomain,
  IsDNS1035Label: isDNS1035Label,
  IsQualifiedName: isQualifiedName,
  IsValidLabelValue: isValidLabelValue,
  IsValidPortName: isValidPortName,
  IsHTTPHeaderName: isHTTPHeaderName,
  IsRelaxedEnvVarName: isRelaxedEnvVarName,
  IsConfigMapKey: isConfigMapKey,
}
const OF_NUMBERS: Readonly<Record<string, (...numbers: [number, number, number]) => string[]>> = {
  IsValidPortNum: isValidPortNum,
  // The table has them the other way round.
  IsInRange: (most, least, value) => isInRange(value, least, most),
  IsValidUserID: isValidUserID,
  IsValidGroupID: isValidUserID,
}

tables.describe('name-validation', ({ input: { fn, args }, expected }): Answer => {
  const ofText = OF_TEXT[fn]
  const ofNumbers = OF_NUMBERS[fn]
  const ours = ofText ? ofText(args[0]) : ofNumbers?.(...(args as [number, number, number]))
  return ours ? { ours, theirs: expected.errors } : skip(`${fn}: nothing here has such a name`)
})

tables.describe('pod-strategy', ({ input, expected, name }): Answer => {
  const pod = copy(input.pod ?? input.newPod)
  switch (input.fn) {
    case 'CheckGracefulDelete': {
      const decision = decideDelete(goPod(pod), input.deleteOptions, 0)
      const theirs = expected.gracePeriodSeconds ?? (name.includes('negative') ? 1 : 0)
      return { ours: decision.kind === 'mark' && decision.graceSeconds, theirs }
    }
    case 'PrepareForCreate': {
      const made = goPod(pod)
      strategy.prepareForCreate(made)
      const { phase, qosClass, conditions = [] } = made.status
      const said = expected.pod.status
      return {
        ours: [
          made.metadata.generation,
          phase,
          qosClass,
          conditions.map(({ type, status, reason }) => [type, status, reason]),
        ],
        theirs: [
          expected.pod.metadata.generation,
          said.phase,
          said.qosClass,
          (said.conditions ?? []).map((each: Record<string, string>) => [each.type, each.status, each.reason]),
        ],
      }
    }
    case 'PrepareForUpdate': {
      if (name.endsWith('generation not set')) return skip('every Pod here has a generation')
      const { metadata, spec } = strategy.prepareForUpdate(pod, copy(input.oldPod))
      return { ours: { metadata, spec }, theirs: { metadata: expected.pod.metadata, spec: expected.pod.spec } }
    }
    case 'StatusPrepareForUpdate': {
      const next = strategy.doors.status?.prepareForUpdate(pod, copy(input.oldPod))
      return { ours: next?.metadata, theirs: expected.pod.metadata }
    }
    case 'EphemeralContainersValidateUpdate': {
      const errors = strategy.doors.ephemeralcontainers?.validateUpdate(goPod(pod), goPod(input.oldPod)) ?? []
      return { ours: errors.map(fieldErrorText), theirs: messages(expected) }
    }
    case 'ValidateUpdate':
      return {
        ours: strategy.validateUpdate(goPod(pod), goPod(input.oldPod)).map(fieldErrorText),
        theirs: messages(expected),
      }
    default:
      return skip('huge pages are not simulated')
  }
})

tables.describe('validate-pod-status-update', ({ input, expected, featureGates }): Answer => {
  if (featureGates?.StrictIPCIDRValidation === false) return skip('addresses are read strictly')
  const { podSpec, oldStatuses, newStatuses } = input
  if (podSpec) {
    const errors = validateContainerStateTransition(newStatuses, oldStatuses, 'field', podSpec)
    return { ours: errors.map(fieldErrorText), theirs: messages(expected) }
  }
  const isNominated = messages(expected).length === 0 && input.newPod.status?.nominatedNodeName !== undefined
  if (isNominated && featureGates) return skip('no node is nominated for a Pod that has one')
  const door = strategy.doors.status
  const [next, old] = [copy(goPod(input.newPod)), copy(goPod(input.oldPod))]
  const status = door?.prepareForUpdate(next, old).status
  const ofMetadata = validateObjectMetaUpdate(next.metadata, old.metadata, 'metadata')
  const errors = [...ofMetadata, ...(door?.validateUpdate({ ...next, status }, old) ?? [])].map(fieldErrorText)
  const gated = 'may not be set on pods that are already bound'
  return { ours: featureGates ? errors.filter((each) => !each.includes(gated)) : errors, theirs: messages(expected) }
})

tables.describe('validate-node', ({ input, expected }): Answer => {
  const info = { apiVersion: 'v1', kind: 'Node' }
  const nodes = strategyOf(info)
  const [next, old] = [
    { ...info, ...input.node },
    { ...info, ...input.oldNode },
  ]
  const errors = input.oldNode
    ? [
        ...validateObjectMetaUpdate(next.metadata, old.metadata, 'metadata'),
        ...nodes.validateMetadata(next.metadata),
        ...nodes.validateUpdate(next, old),
      ]
    : [...metadataErrors(next.metadata, ensure(kindInfo('v1', 'Node'), 'nodes')), ...nodes.validate(next)]
  return { ours: errors.map(fieldErrorText), theirs: messages(expected) }
})

function messages({ errors }: { errors: readonly { message: string }[] }): string[] {
  return errors.map(({ message }) => message)
}

function copy(pod: Pod): Pod {
  return structuredClone({ ...pod, apiVersion: 'v1', kind: 'Pod' })
}
