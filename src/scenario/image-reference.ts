/** An image's name in full: nginx is docker.io/library/nginx:latest. The same whether it was in full already or not. */
// distribution/reference: ParseDockerRef; kubelet: pkg/util/parsers ParseImageName (v1.36)
export function normalizeImage(name: string): string {
  const at = name.indexOf('@')
  const digest = at < 0 ? '' : name.slice(at)
  const named = at < 0 ? name : name.slice(0, at)
  const slash = named.indexOf('/')
  const first = slash < 0 ? '' : named.slice(0, slash)
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost'
  const inFull = hasHost ? named : `docker.io/${slash < 0 ? 'library/' : ''}${named}`
  const tagged = inFull.lastIndexOf(':') > inFull.lastIndexOf('/')
  // With a digest the tag says nothing; upstream drops it.
  if (digest !== '') return `${tagged ? inFull.slice(0, inFull.lastIndexOf(':')) : inFull}${digest}`
  return tagged ? inFull : `${inFull}:latest`
}

/** What the runtime says about a name that is none; undefined: it is one. */
export function imageReferenceError(name: string): string | undefined {
  const reference =
    /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/
  if (name.length <= 512 && reference.test(name)) return undefined
  const bare = name.replace(/[:@].*$/, '')
  return /[A-Z]/.test(bare) && reference.test(name.toLowerCase())
    ? 'invalid reference format: repository name must be lowercase'
    : 'invalid reference format'
}
