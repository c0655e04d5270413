import type { KubeObject } from './meta.ts'

export interface DefinitionNames {
  readonly kind?: string
  readonly plural?: string
  readonly singular?: string
  readonly listKind?: string
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
}

interface Spec {
  names?: DefinitionNames
  conversion?: unknown
  versions?: readonly { readonly name?: string; readonly storage?: boolean }[]
}

// apiextensions: pkg/apis/apiextensions/v1/defaults.go SetDefaults_CustomResourceDefinitionSpec (v1.36)
export function setDefaultsDefinition(object: KubeObject): void {
  const spec = object.spec as Spec | undefined
  if (typeof spec !== 'object' || spec === null) return
  const kind = spec.names?.kind
  if (spec.names && kind) spec.names = { listKind: `${kind}List`, singular: kind.toLowerCase(), ...spec.names }
  spec.conversion ??= { strategy: 'None' }
}

/** Nobody else has its names: it is established as soon as it is there. */
// apiextensions: pkg/controller/status/naming_controller.go, pkg/controller/establish/establishing_controller.go (v1.36)
export function withEstablished(object: KubeObject): KubeObject {
  const { names = {}, versions = [] } = (object.spec ?? {}) as Spec
  const { creationTimestamp: lastTransitionTime } = object.metadata
  const condition = (type: string, reason: string, message: string) => ({
    ...{ lastTransitionTime, message, reason, status: 'True', type },
  })
  const status = {
    acceptedNames: names,
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    storedVersions: versions.filter(({ storage }) => storage).map(({ name }) => name),
  }
  return { ...object, status }
}
