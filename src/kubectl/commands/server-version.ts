import { KUBERNETES_VERSION } from '../../manifest/kubernetes-version.ts'

const [major = '', minor = ''] = KUBERNETES_VERSION.replace('v', '').split('.')

/** What the API server says of itself, in its own order. */
// apimachinery: pkg/version/types.go Info (v1.36)
export const SERVER_VERSION = {
  major,
  minor,
  emulationMajor: major,
  emulationMinor: minor,
  minCompatibilityMajor: major,
  minCompatibilityMinor: String(Number(minor) - 1),
  gitVersion: KUBERNETES_VERSION,
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-06-17T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
}
