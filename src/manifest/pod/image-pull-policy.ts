import { imageReferenceError } from './image-name.ts'

export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never'

// apis/core/v1: defaults.go SetDefaults_Container with parsers.ParseImageName (v1.36)
export function defaultPullPolicy(image: string): PullPolicy {
  // Of a name that is none, upstream knows no tag.
  return imageReferenceError(image) === undefined && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
}

/** The tag an image is pulled by: latest where neither tag nor digest is given, none with a digest alone. */
// kubernetes: pkg/util/parsers/parsers.go ParseImageName (v1.36)
function imageTag(image: string): string {
  const at = image.indexOf('@')
  const named = at < 0 ? image : image.slice(0, at)
  const colon = named.lastIndexOf(':')
  if (colon > named.lastIndexOf('/')) return named.slice(colon + 1)
  return at < 0 ? 'latest' : ''
}
