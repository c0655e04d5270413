import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { FileTree } from '../program-api/files.ts'
import type { ContainerUser } from './runtime-status.ts'

/** The id that stands for any user an image gives by name only. */
const NAMED_USER = 101
const MOST_USER = 2 ** 31 - 1

/**
 * The numeric user of a container, where the image's configuration says `imageUser`; a text says why the container must
 * not run as it.
 */
// kubelet: kuberuntime/security_context_others.go verifyRunAsNonRoot (v1.36)
export function containerUser(pod: Pod, container: Container, imageUser: string, passwd?: string): number | string {
  const asked = container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser
  const nonRoot = container.securityContext?.runAsNonRoot ?? pod.spec.securityContext?.runAsNonRoot
  const name = imageUser.split(':')[0] ?? ''
  const id = name === '' || name === 'root' ? 0 : /^-?\d+$/.test(name) ? Number(name) : undefined
  const wrong = nonRoot ? breaksNonRoot(asked, id, name) : undefined
  if (wrong !== undefined) {
    const { name: podName, namespace = DEFAULT_NAMESPACE, uid = '' } = pod.metadata
    return `${wrong} (pod: "${podName}_${namespace}(${uid})", container: ${container.name})`
  }
  return asked ?? id ?? accountOf(passwd, 0, name)?.uid ?? NAMED_USER
}

/**
 * The user and its groups, numeric, as the runtime reports them. A user that the image's /etc/passwd has brings its
 * group from there.
 */
// containerd: pkg/oci/spec_opts.go WithUser, WithUserID, WithUsername (v2.1)
export function userAndGroups(
  pod: Pod,
  container: Container,
  imageUser: string,
  uid: number,
  passwd?: string,
): ContainerUser {
  const { fsGroup, supplementalGroups = [], runAsGroup } = pod.spec.securityContext ?? {}
  const asked = container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser
  const named = asked === undefined && uid === NAMED_USER && !/^\d/.test(imageUser)
  const own = accountOf(passwd, 2, String(uid))?.gid ?? (named ? NAMED_USER : 0)
  const gid = container.securityContext?.runAsGroup ?? runAsGroup ?? own
  const more = [...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])]
  return { uid, gid, supplementalGroups: [...new Set([gid, ...more])] }
}

/** The text of an image's /etc/passwd. */
export function passwdOf(files: FileTree): string | undefined {
  const entry = files['/etc/passwd']
  return entry?.kind === 'file' ? entry.content : undefined
}

/** The line whose name (column 0) or number (column 2) this is. */
function accountOf(
  passwd: string | undefined,
  column: 0 | 2,
  wanted: string,
): { uid: number; gid: number } | undefined {
  const fields = passwd?.split('\n').map((line) => line.split(':'))
  const found = fields?.find((each) => each.length > 3 && each[column] === wanted)
  return found && { uid: Number(found[2]), gid: Number(found[3]) }
}

function breaksNonRoot(asked: number | undefined, id: number | undefined, name: string): string | undefined {
  if (asked !== undefined) return asked === 0 ? "container's runAsUser breaks non-root policy" : undefined
  // The image's users are not read: even root is only a name.
  if (id === undefined || name === 'root') {
    return `container has runAsNonRoot and image has non-numeric user (${name}), cannot verify user is non-root`
  }
  if (id < 0 || id > MOST_USER) {
    return `container has runAsNonRoot and image has an invalid user id (${id}). (Must be 1-(${MOST_USER})): must be between 0 and ${MOST_USER}, inclusive`
  }
  return id === 0 ? 'container has runAsNonRoot and image will run as root' : undefined
}
