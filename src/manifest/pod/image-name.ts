/** Host and port, path, tag, digest. Linear in what it is given, which is at most 512 letters. */
const REFERENCE =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/

/** What the runtime says about a name that is none; undefined: it is one. */
// distribution/reference: ParseNormalizedNamed
export function imageReferenceError(name: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(name)) {
    return `invalid repository name (${name}), cannot specify 64-byte hexadecimal strings`
  }
  const { remainder } = splitDomain(name)
  const repository = remainder.split(':')[0] ?? ''
  if (/[A-Z]/.test(repository)) return `invalid reference format: repository name (${repository}) must be lowercase`
  return name.length <= 512 && REFERENCE.test(name) ? undefined : 'invalid reference format'
}

/** The registry, and what it is asked for: what names none is Docker's, and there library/ what has no owner. */
// distribution/reference: splitDockerDomain
export function splitDomain(name: string): { readonly domain: string; readonly remainder: string } {
  const slash = name.indexOf('/')
  const head = slash >= 0 ? name.slice(0, slash) : ''
  const namesRegistry = /[.:A-Z]/.test(head) || head === 'localhost'
  const said = namesRegistry ? head : 'docker.io'
  const domain = said === 'index.docker.io' ? 'docker.io' : said
  const remainder = namesRegistry ? name.slice(slash + 1) : name
  return { domain, remainder: domain === 'docker.io' && !remainder.includes('/') ? `library/${remainder}` : remainder }
}
