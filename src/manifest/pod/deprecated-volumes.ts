/** Volume types that the API takes and warns of, with what it says of each. */
// pkg/api/pod: warnings.go warningsForPodSpecAndMeta; pkg/api/persistentvolume: util.go GetWarningsForPersistentVolume (v1.36)
export const DEPRECATED_VOLUMES: Readonly<Record<string, string>> = {
  photonPersistentDisk: 'deprecated in v1.11, non-functional in v1.16+',
  gitRepo: 'deprecated in v1.11, and disabled by default in v1.33+',
  scaleIO: 'deprecated in v1.16, non-functional in v1.22+',
  flocker: 'deprecated in v1.22, non-functional in v1.25+',
  storageos: 'deprecated in v1.22, non-functional in v1.25+',
  quobyte: 'deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
}

/** The path of a source as the warnings write it: one of them is spelt otherwise there. */
export function warnedField(source: string): string {
  return source === 'storageos' ? 'storageOS' : source
}
