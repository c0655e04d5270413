import { splitDomain } from '../../manifest/pod/image-name.ts'

/** registry/repository:tag as the runtime writes it: docker.io/library/nginx:1.27. */
// distribution/reference: ParseNormalizedNamed, TagNameOnly, as containerd and the kubelet use it
export function canonicalImage(name: string): string {
  const at = name.indexOf('@')
  const digest = at >= 0 ? name.slice(at) : ''
  const { domain, remainder } = splitDomain(at >= 0 ? name.slice(0, at) : name)
  const full = `${domain}/${remainder}`
  const tagged = /:[^/]+$/.test(full)
  return tagged || digest !== '' ? full + digest : `${full}:latest`
}
