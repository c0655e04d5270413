/** registry/repository:tag as the runtime writes it: docker.io/library/nginx:1.27. */
// distribution/reference: ParseNormalizedNamed, as containerd and the kubelet use it
export function canonicalImage(name: string): string {
  const at = name.indexOf('@')
  const digest = at >= 0 ? name.slice(at) : ''
  let rest = at >= 0 ? name.slice(0, at) : name
  const slash = rest.indexOf('/')
  const head = slash >= 0 ? rest.slice(0, slash) : ''
  const namesRegistry = /[.:A-Z]/.test(head) || head === 'localhost'
  let registry = namesRegistry ? head : 'docker.io'
  if (registry === 'index.docker.io') registry = 'docker.io'
  let path = namesRegistry ? rest.slice(slash + 1) : rest
  if (registry === 'docker.io' && !path.includes('/')) path = `library/${path}`
  rest = `${registry}/${path}`
  const tagged = /:[^/]+$/.test(rest)
  return tagged || digest !== '' ? rest + digest : `${rest}:latest`
}

/** Two names with the same key are the same image. */
export function imageKey(name: string): string {
  return canonicalImage(name)
}

const NAME =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})?$/

export function isParsable(name: string): boolean {
  return name.length < 512 && NAME.test(name)
}
