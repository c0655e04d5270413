/**
 * Which repository a reference means. The same image is found under many names: a registry of its own, mirrors of that,
 * proxies in front of it, copies in a company's registry. What another owner has under the same last word is another image.
 */

export interface Repository {
  /** Names to look it up by, the best first: `nginx` (official, or Kubernetes'), `polinux/stress`. */
  readonly names: readonly string[]
  readonly tag: string
  /**
   * `public`: its own registry, or a mirror that has what that has. `copy`: a private one, to which somebody has brought
   * it under its name. `alike`: a private one where it has no owner, or
   * stands on a shelf: its name is all that speaks for it.
   */
  readonly at: 'public' | 'copy' | 'alike'
  readonly hasDigest: boolean
}

/** Docker Hub by its names, and what hands on what it has. */
const DOCKER_HUB = new Set(
  `docker.io index.docker.io registry-1.docker.io registry.hub.docker.com hub.docker.com mirror.gcr.io dockerproxy.com
  docker.mirrors.ustc.edu.cn hub-mirror.c.163.com registry.docker-cn.com docker.nju.edu.cn dockerhub.azk8s.cn
  dockerhub.timeweb.cloud`.split(/\s+/),
)

/** Registries whose owners are known as owners; a path there says who has made an image. */
const PUBLIC = new Set(
  `quay.io ghcr.io gcr.io us.gcr.io eu.gcr.io asia.gcr.io registry.k8s.io k8s.gcr.io mcr.microsoft.com public.ecr.aws
  docker.elastic.co registry.access.redhat.com registry.redhat.io nvcr.io registry.gitlab.com docker.pkg.github.com
  us-docker.pkg.dev lscr.io container-registry.oracle.com cr.fluentbit.io docker.n8n.io`.split(/\s+/),
)

/** Where Kubernetes' own images have no owner before their names. */
const KUBERNETES = new Set(['registry.k8s.io', 'k8s.gcr.io'])
const KUBERNETES_OWNERS = new Set(
  `google_containers google-containers mirrorgooglecontainers googlecontainer kubernetes-e2e-test-images
  e2e-test-images`.split(/\s+/),
)

/** Docker Hub has official images for each architecture beside those for all. */
const ARCHITECTURES = new Set('amd64 arm64v8 arm32v5 arm32v6 arm32v7 i386 ppc64le s390x riscv64 mips64le'.split(' '))

/** A part of a path that says that what follows comes from elsewhere. */
const MIRROR =
  /^library$|docker[-_.]?(?:hub|io)|(?:^|[-_.])(?:mirrors?|proxy|proxies|cache|pull-?through|docker-remote)(?:$|[-_.])/

/** A part that names no owner, but a shelf from which all may take. What stands there is likely what its name says. */
const SHELF = /^(?:public|official|common|base|third-?party|3rd-?party|upstream|external)$/

export function repositoryOf(reference: string): Repository {
  const at = reference.indexOf('@')
  const name = at < 0 ? reference : reference.slice(0, at)
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1)
  const tag = colon < 0 ? 'latest' : name.slice(colon + 1)
  const parts = (colon < 0 ? name : name.slice(0, colon)).split('/')
  const first = parts[0] as string
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  const found = hasRegistry ? inRegistry(first, parts.slice(1)) : inDockerHub(parts)
  return { ...found, tag, hasDigest: at >= 0 }
}

type Found = Pick<Repository, 'names' | 'at'>

function inRegistry(registry: string, path: readonly string[]): Found {
  const embedded = path.findLastIndex((part, index) => index < path.length - 1 && isRegistry(part))
  if (embedded >= 0) return inRegistry(path[embedded] as string, path.slice(embedded + 1))
  if (DOCKER_HUB.has(registry)) return inDockerHub(path)
  if (registry === 'public.ecr.aws' && path[0] === 'docker') return inDockerHub(path.slice(1))
  // docker.m.daocloud.io, k8s.m.daocloud.io, and the like of others.
  const mirrored = /^(docker|dockerhub|k8s|k8s-gcr|gcr|quay|ghcr|elastic|mcr)\.(?:m|mirrors?|proxy)\./.exec(
    registry,
  )?.[1]
  if (mirrored) return mirrored.startsWith('docker') ? inDockerHub(path) : inKubernetes(path)
  if (KUBERNETES.has(registry) || KUBERNETES_OWNERS.has(path[0] ?? '')) return inKubernetes(path)
  if (PUBLIC.has(registry)) return { names: [path.join('/')], at: 'public' }
  const mirror = path.findLastIndex((part, index) => index < path.length - 1 && MIRROR.test(part))
  if (mirror >= 0) return { names: inDockerHub(path.slice(mirror + 1)).names, at: 'copy' }
  const [shelf = '', ...rest] = path
  if (rest.length > 0 && SHELF.test(shelf)) return { names: [path.join('/'), rest.join('/')], at: 'alike' }
  return { names: [path.join('/')], at: path.length === 1 ? 'alike' : 'copy' }
}

function isRegistry(part: string): boolean {
  return DOCKER_HUB.has(part) || PUBLIC.has(part)
}

function inDockerHub(path: readonly string[]): Found {
  const [owner = '', ...rest] = path
  if (KUBERNETES_OWNERS.has(owner) && rest.length > 0) return inKubernetes(path)
  const isOfficial = owner === 'library' || ARCHITECTURES.has(owner)
  return { names: [(isOfficial && rest.length > 0 ? rest : path).join('/')], at: 'public' }
}

/** Their owners are only projects of one owner: with them, and without. */
function inKubernetes(path: readonly string[]): Found {
  let bare = path
  while (bare.length > 1 && KUBERNETES_OWNERS.has(bare[0] as string)) bare = bare.slice(1)
  return { names: [...new Set([path.join('/'), bare.join('/')])], at: 'public' }
}
