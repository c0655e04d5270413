import { type FieldError, invalid } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { isDNS1123Label } from '../object/name.ts'
import { type ServiceSpec, setDefaultsService, validateService } from '../object/service.ts'
import { specOf } from './fixed.ts'
import { type StrategyParts, withStatus } from './strategy.ts'

/** What the API server has handed out stays where nobody mentions it: addresses, node ports. */
// registry/core/service: strategy.go PrepareForUpdate, patchAllocatedValues; storage/storage.go normalizeClusterIPs (v1.36)
function prepareForUpdate(next: KubeObject, old: KubeObject): KubeObject {
  const kept = withStatus(next, old.status)
  const [before, after] = [specOf(old) as ServiceSpec, specOf(kept) as ServiceSpec]
  if (before === after) return kept
  const spec: ServiceSpec = { ...after }
  if (before.clusterIP && spec.type !== 'ExternalName') {
    spec.clusterIP ||= before.clusterIP
    spec.clusterIPs = [spec.clusterIP]
  }
  if (needsNodePorts(before) && needsNodePorts(spec)) {
    const handedOut = new Map((before.ports ?? []).map((port) => [portKey(port), port.nodePort]))
    const ports = spec.ports?.map((port) => {
      const nodePort = port.nodePort || handedOut.get(portKey(port))
      return nodePort ? { ...port, nodePort } : port
    })
    if (ports) spec.ports = ports
  }
  return { ...kept, spec }
}

function portKey({ protocol = 'TCP', port }: { readonly protocol?: string; readonly port: number }): string {
  return `${protocol}/${port}`
}

function needsNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer'
}

// apis/core/validation: validation.go ValidateServiceUpdate, validateUpgradeDowngradeClusterIPs (v1.36)
function validateUpdate(next: KubeObject, old: KubeObject): FieldError[] {
  const [before, after] = [specOf(old) as ServiceSpec, specOf(next) as ServiceSpec]
  if (!before.clusterIP || after.type === 'ExternalName' || before.type === 'ExternalName') return []
  if (before.clusterIP === after.clusterIP) return []
  return [invalid('spec.clusterIPs[0]', after.clusterIP ? [after.clusterIP] : undefined, 'may not change once set')]
}

// registry/core/service: strategy.go (v1.36)
export const SERVICE: StrategyParts = {
  nameErrors: isDNS1123Label,
  hasStatus: true,
  firstStatus: { loadBalancer: {} },
  setDefaults: setDefaultsService,
  validate: validateService,
  prepareForUpdate,
  validateUpdate,
}
