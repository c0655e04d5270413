import type { KubeObject } from '../../../manifest/object/meta.ts'

/** What an object is called in a controller's queue; of what has no namespace only its name. */
// client-go: tools/cache/store.go MetaNamespaceKeyFunc (v1.36)
export function keyOf({ metadata }: KubeObject): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name
}

// client-go: tools/cache/store.go SplitMetaNamespaceKey (v1.36)
export function splitKey(key: string): readonly [namespace: string, name: string] {
  const slash = key.indexOf('/')
  return [key.slice(0, Math.max(0, slash)), key.slice(slash + 1)]
}
