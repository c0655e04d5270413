import { splitDomain } from '../manifest/pod/image-name.ts'

/** An image's name in full: nginx is docker.io/library/nginx:latest. The same whether it was in full already or not. */
// distribution/reference: ParseDockerRef; kubelet: pkg/util/parsers ParseImageName (v1.36)
export function normalizeImage(name: string): string {
  const at = name.indexOf('@')
  const { domain, remainder } = splitDomain(at < 0 ? name : name.slice(0, at))
  const full = `${domain}/${remainder}`
  const tagged = full.lastIndexOf(':') > full.lastIndexOf('/')
  // With a digest the tag says nothing; upstream drops it.
  if (at >= 0) return `${tagged ? full.slice(0, full.lastIndexOf(':')) : full}${name.slice(at)}`
  return tagged ? full : `${full}:latest`
}
