import type { KubeObject } from './meta.ts'

// apis/core/v1: defaults.go SetDefaults_Endpoints (v1.36)
export function setDefaultsEndpoints(object: KubeObject): void {
  for (const { ports } of (object.subsets ?? []) as { ports?: { protocol?: string }[] }[]) {
    for (const port of ports ?? []) port.protocol ||= 'TCP'
  }
}
