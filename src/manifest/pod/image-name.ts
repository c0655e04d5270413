/** Host and port, path, tag, digest. Linear in what it is given, which is at most 512 letters. */
const REFERENCE =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/

/** What the runtime says about a name that is none; undefined: it is one. */
// distribution/reference: ErrReferenceInvalidFormat, ErrNameContainsUppercase
export function imageReferenceError(name: string): string | undefined {
  if (name.length <= 512 && REFERENCE.test(name)) return undefined
  const bare = name.replace(/[:@].*$/, '')
  return name.length <= 512 && /[A-Z]/.test(bare) && REFERENCE.test(name.toLowerCase())
    ? 'invalid reference format: repository name must be lowercase'
    : 'invalid reference format'
}
