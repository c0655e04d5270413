import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

/** The numeric user, where the image's configuration says `imageUser`; a text says why the container must not run as it. */
// kubelet: kuberuntime/security_context_others.go verifyRunAsNonRoot (v1.36)
export function userOf(pod: Pod, container: Container, imageUser: string): number | string {
  const asked = container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser
  const nonRoot = container.securityContext?.runAsNonRoot ?? pod.spec.securityContext?.runAsNonRoot
  if (asked !== undefined) {
    return nonRoot && asked === 0 ? "container's runAsUser breaks non-root policy" : asked
  }
  const name = imageUser.split(':')[0] ?? ''
  if (/^\d+$/.test(name)) {
    return nonRoot && Number(name) === 0 ? 'container has runAsNonRoot and image will run as root' : Number(name)
  }
  if (nonRoot && name === '') return 'container has runAsNonRoot and image will run as root'
  if (nonRoot) {
    return `container has runAsNonRoot and image has non-numeric user (${name}), cannot verify user is non-root`
  }
  return name === '' || name === 'root' ? 0 : NAMED_USER
}

/** The id that stands for any user an image gives by name only. */
const NAMED_USER = 101
