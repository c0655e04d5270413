import { REVISION_HASH_LABEL } from '../../../manifest/object/controller-revision.ts'
import { type DaemonSet, TEMPLATE_GENERATION } from '../../../manifest/object/daemon-set.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import type { Affinity } from '../../../manifest/pod/affinity.ts'
import type { Pod, PodSpec, Toleration } from '../../../manifest/pod/pod.ts'
import { podFromTemplate } from '../base/pod-from-template.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const GENERATION_LABEL = 'pod-template-generation'

/** DS-2: what may be wrong with a node of a daemon. */
// controller-manager: pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations (v1.36)
export function daemonTolerations({ tolerations = [], hostNetwork }: PodSpec): Toleration[] {
  const added = [
    toleration('not-ready', 'NoExecute'),
    toleration('unreachable', 'NoExecute'),
    toleration('disk-pressure', 'NoSchedule'),
    toleration('memory-pressure', 'NoSchedule'),
    toleration('pid-pressure', 'NoSchedule'),
    toleration('unschedulable', 'NoSchedule'),
    ...(hostNetwork ? [toleration('network-unavailable', 'NoSchedule')] : []),
  ]
  const all = [...tolerations]
  for (const each of added) {
    const at = all.findIndex((other) => isSame(other, each))
    if (at === -1) all.push(each)
    else all[at] = each
  }
  return all
}

function toleration(what: string, effect: string): Toleration {
  return { key: `node.kubernetes.io/${what}`, operator: 'Exists', effect }
}

// apis/core/v1: api/core/v1/toleration.go MatchToleration (v1.36)
function isSame(a: Toleration, b: Toleration): boolean {
  return a.key === b.key && a.effect === b.effect && a.operator === b.operator && (a.value ?? '') === (b.value ?? '')
}

/** The Pod of a node as it is to be made: the scheduler puts it there, and nowhere else. */
// controller-manager: pkg/controller/daemon/util/daemonset_util.go CreatePodTemplate; daemon_controller.go syncNodes (v1.36)
export function daemonPod(set: DaemonSet, node: string, hash: string): Pod {
  const { template } = set.spec
  const { [TEMPLATE_GENERATION]: generation } = set.metadata.annotations ?? {}
  const labelled: PodTemplate = {
    metadata: {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        [REVISION_HASH_LABEL]: hash,
        ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
      },
    },
    spec: {
      ...template.spec,
      tolerations: daemonTolerations(template.spec),
      affinity: onlyOn(template.spec.affinity, node),
    },
  }
  return podFromTemplate(set, labelled)
}

// controller-manager: pkg/controller/daemon/util/daemonset_util.go ReplaceDaemonSetPodNodeNameNodeAffinity (v1.36)
function onlyOn(affinity: Affinity | undefined, node: string): Affinity {
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }
  return {
    ...affinity,
    nodeAffinity: { ...affinity?.nodeAffinity, [REQUIRED]: { nodeSelectorTerms: [term] } },
  }
}

/** The node that a Pod is on, or is to be put on. */
// controller-manager: pkg/controller/daemon/util/daemonset_util.go GetTargetNodeName (v1.36)
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName
  for (const { matchFields = [] } of spec.affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values = [] } of matchFields) {
      if (key === 'metadata.name' && operator === 'In' && values.length === 1) return values[0]
    }
  }
  return undefined
}

export function hashOf({ metadata }: Pod): string | undefined {
  return metadata.labels?.[REVISION_HASH_LABEL]
}

/** Whether a Pod is of the template that the set has now. */
// controller-manager: pkg/controller/daemon/util/daemonset_util.go IsPodUpdated (v1.36)
export function isUpdated(pod: Pod, set: DaemonSet, hash: string): boolean {
  const generation = set.metadata.annotations?.[TEMPLATE_GENERATION]
  return hashOf(pod) === hash || (generation !== undefined && pod.metadata.labels?.[GENERATION_LABEL] === generation)
}
