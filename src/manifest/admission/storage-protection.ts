import type { KubeObject } from '../object/meta.ts'

// kubernetes: pkg/volume/util/finalizer.go (v1.36)
const FINALIZERS = new Map([
  ['PersistentVolumeClaim', 'kubernetes.io/pvc-protection'],
  ['PersistentVolume', 'kubernetes.io/pv-protection'],
])

/** What keeps a claim or a volume from going while somebody uses it; undefined for other kinds. */
export function protectionFinalizer(kind: string): string | undefined {
  return FINALIZERS.get(kind)
}

/** Claims and volumes are protected from their creation on. Changes the object. */
// plugin/pkg/admission/storage/storageobjectinuseprotection: admission.go Admit (v1.36)
export function protectStorage({ kind, metadata }: KubeObject): void {
  const finalizer = protectionFinalizer(kind)
  if (finalizer === undefined || metadata.finalizers?.includes(finalizer)) return
  metadata.finalizers = [...(metadata.finalizers ?? []), finalizer]
}
