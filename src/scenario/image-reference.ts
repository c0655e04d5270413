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
