import { type FieldError, forbidden, invalid, required } from '../field-error.ts'
import { child, item, keyed } from '../path.ts'
import { sameMeaning } from '../same-meaning.ts'
import type { Affinity, NodeSelectorTerm } from './affinity.ts'
import type { Container } from './container.ts'
import { goSpecDiff } from './go-spec.ts'
import type { Pod, PodSpec, Toleration } from './pod.ts'

const MAX_INT32 = 2147483647
const MIRROR = 'kubernetes.io/config.mirror'

/** What is wrong with a change of a Pod, apart from what would be wrong with a new one. */
// apis/core/validation: validation.go ValidatePodUpdate (v1.36), in its order
export function validatePodUpdate(old: Pod, next: Pod): FieldError[] {
  const errors = mirrorErrors(old, next)
  for (const list of ['containers', 'initContainers'] as const) {
    const path = child('spec', list)
    const [before, after] = [old.spec[list] ?? [], next.spec[list] ?? []]
    if (before.length !== after.length) {
      return [...errors, forbidden(path, 'pod updates may not add or remove containers')]
    }
    errors.push(...imageErrors(after, path))
  }
  const deadline = deadlineErrors(old.spec.activeDeadlineSeconds, next.spec.activeDeadlineSeconds)
  errors.push(...deadline.errors)
  if (deadline.stop) return errors
  if (!onlyAddsTolerations(old.spec.tolerations ?? [], next.spec.tolerations ?? [])) {
    const detail = 'existing toleration can not be modified except its tolerationSeconds'
    errors.push(forbidden('spec.tolerations', detail))
  }
  const gates = old.spec.schedulingGates ?? []
  for (const [index, { name }] of (next.spec.schedulingGates ?? []).entries()) {
    if (gates.some((gate) => gate.name === name)) continue
    const at = child(item('spec.schedulingGates', index), 'name')
    errors.push(forbidden(at, `only deletion is allowed, but found new scheduling gate '${name}'`))
  }
  const munged = withChangeable(old.spec, next.spec)
  if (gates.length > 0) {
    errors.push(...gatedErrors(old.spec, munged))
    Object.assign(munged, {
      nodeSelector: old.spec.nodeSelector,
      affinity: withNodeTerms(munged.affinity, old.spec.affinity),
    })
  }
  if (!sameMeaning(munged, old.spec)) errors.push(forbidden('spec', `${FIXED}\n${goSpecDiff(old.spec, munged)}`))
  return errors
}

const FIXED =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

// apis/core/validation: validation.go ValidatePodSpecificAnnotationUpdates (v1.36)
function mirrorErrors({ metadata: old }: Pod, { metadata: next }: Pod): FieldError[] {
  const [before, after] = [old.annotations?.[MIRROR], next.annotations?.[MIRROR]]
  if (before === after) return []
  const what =
    before === undefined ? 'may not add mirror pod annotation' : 'may not remove or update mirror pod annotation'
  return [forbidden(keyed('metadata.annotations', MIRROR), what)]
}

// apis/core/validation: validation.go ValidateContainerUpdates (v1.36)
function imageErrors(containers: readonly Container[], path: string): FieldError[] {
  return containers.flatMap(({ image = '' }, index) => {
    const at = child(item(path, index), 'image')
    if (image === '') return [required(at)]
    return image === image.trim() ? [] : [invalid(at, image, 'must not have leading or trailing whitespace')]
  })
}

function deadlineErrors(
  before: number | undefined,
  after: number | undefined,
): { readonly errors: FieldError[]; readonly stop: boolean } {
  const path = 'spec.activeDeadlineSeconds'
  if (after === undefined) {
    const detail = 'must not update from a positive integer to nil value'
    return { errors: before === undefined ? [] : [invalid(path, undefined, detail)], stop: false }
  }
  if (after < 0 || after > MAX_INT32) {
    return { errors: [invalid(path, after, `must be between 0 and ${MAX_INT32}, inclusive`)], stop: true }
  }
  if (before === undefined || after <= before) return { errors: [], stop: false }
  return { errors: [invalid(path, after, 'must be less than or equal to previous value')], stop: true }
}

/** The new spec with what may change taken from the old one: what is left of the difference may not be. */
function withChangeable(old: PodSpec, next: PodSpec): PodSpec {
  const images = (list: readonly Container[] | undefined, from: readonly Container[] | undefined) =>
    list?.map((container, index) => {
      const image = from?.[index]?.image
      return image === undefined ? container : { ...container, image }
    })
  const initContainers = images(next.initContainers, old.initContainers)
  const { activeDeadlineSeconds, tolerations, schedulingGates, terminationGracePeriodSeconds: grace } = old
  const shortens = grace !== undefined && grace < 0 && next.terminationGracePeriodSeconds === 1
  const changeable = { activeDeadlineSeconds, tolerations, schedulingGates }
  return {
    ...next,
    containers: images(next.containers, old.containers) ?? [],
    ...(initContainers ? { initContainers } : {}),
    // What is undefined counts for nothing.
    ...(changeable as Partial<PodSpec>),
    ...(shortens ? { terminationGracePeriodSeconds: grace } : {}),
  }
}

function onlyAddsTolerations(old: readonly Toleration[], next: readonly Toleration[]): boolean {
  const bare = ({ tolerationSeconds: _seconds, ...rest }: Toleration) => rest
  return old.every((toleration) => next.some((each) => sameMeaning(bare(each), bare(toleration))))
}

/** A Pod that waits for its gates may be bound to fewer nodes, never to more. */
// apis/core/validation: validation.go validateNodeSelectorMutation, validateNodeAffinityMutation (v1.36)
function gatedErrors(old: PodSpec, next: PodSpec): FieldError[] {
  const errors: FieldError[] = []
  const selector = new Map(Object.entries(next.nodeSelector ?? {}))
  if (Object.entries(old.nodeSelector ?? {}).some(([key, value]) => selector.get(key) !== value)) {
    errors.push(
      invalid(
        'spec.nodeSelector',
        next.nodeSelector,
        'only additions to spec.nodeSelector are allowed (no mutations or deletions)',
      ),
    )
  }
  const path = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
  const [before, after] = [requiredTerms(old), requiredTerms(next)]
  if (before.length === 0) return errors
  if (before.length !== after.length) {
    return [...errors, invalid(path, after, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed')]
  }
  for (const [index, term] of before.entries()) {
    const changed = after[index] as NodeSelectorTerm
    if (isEmptyTerm(term) ? !isEmptyTerm(changed) : !onlyAdds(term, changed)) {
      errors.push(invalid(item(path, index), goTerm(changed), 'only additions are allowed (no mutations or deletions)'))
    }
  }
  return errors
}

function requiredTerms({ affinity }: PodSpec): readonly NodeSelectorTerm[] {
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
}

/** A term as Go's struct: its fields have no other names there. */
function goTerm({ matchExpressions, matchFields }: NodeSelectorTerm): unknown {
  const list = (requirements: NodeSelectorTerm['matchFields']) =>
    requirements?.map(({ key, operator, values }) => ({ Key: key, Operator: operator, Values: values ?? null })) ?? null
  return { MatchExpressions: list(matchExpressions), MatchFields: list(matchFields) }
}

function isEmptyTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  return matchExpressions.length === 0 && matchFields.length === 0
}

function onlyAdds(old: NodeSelectorTerm, next: NodeSelectorTerm): boolean {
  return (['matchExpressions', 'matchFields'] as const).every((list) => {
    const [before, after] = [old[list] ?? [], next[list] ?? []]
    return sameMeaning(after.slice(0, before.length), before)
  })
}

/** Which nodes are wanted may be narrowed; what is preferred may change freely. */
function withNodeTerms(next: Affinity | undefined, old: Affinity | undefined): Affinity | undefined {
  const { nodeAffinity: _node, ...rest } = next ?? {}
  return old?.nodeAffinity ? { ...rest, nodeAffinity: old.nodeAffinity } : rest
}
