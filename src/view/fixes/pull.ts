import { nearestName } from '../../manifest/nearest-name.ts'
import type { ContainerCause } from '../diagnosis/cause.ts'
import { type Bed, setProposal } from './bed.ts'
import { starts } from './cured.ts'
import type { Proposal } from './fix.ts'

/** What people mean when they misspell one. */
const TAGS = ['latest', 'stable', 'alpine', 'slim', 'mainline', 'lts', 'edge']

/** An image that no registry has: one that the text describes, another tag; one that may not be pulled: that it may. */
export function pullProposals(
  bed: Bed,
  { image, why }: Extract<ContainerCause, { kind: 'pull' }>,
): readonly Proposal[] {
  const set = (field: string, value: string) =>
    setProposal(bed, { kind: 'Pod', ...bed.pod }, `${bed.path}.${field}`, value, { kind: 'set', field, value }, (run) =>
      starts(run, bed),
    )
  if (why === 'neverPulled') return set('imagePullPolicy', 'IfNotPresent')
  if (why !== 'notFound') return []
  return candidates(image, described(bed)).flatMap((each) => set('image', each))
}

/** The likeliest first, each once. */
function candidates(image: string, known: readonly string[]): readonly string[] {
  const colon = image.lastIndexOf(':')
  const hasTag = colon > image.lastIndexOf('/') && !image.includes('@')
  const [name, tag] = hasTag ? [image.slice(0, colon), image.slice(colon + 1)] : [image, '']
  const near = nearestName(
    image,
    known.filter((each) => each !== image),
  )
  const word = nearestName(tag, TAGS)
  const shorter = /^v?\d+(?:\.\d+)+/.test(tag) ? shorterVersions(tag) : []
  const tags = [...(word === undefined ? [] : [word]), ...shorter, ...(tag === 'latest' ? [] : ['latest'])]
  const all = [...(near === undefined ? [] : [near]), ...(hasTag ? tags.map((each) => `${name}:${each}`) : [])]
  return [...new Set(all)].filter((each) => each !== image)
}

/** 1.27.99-alpine → 1.27-alpine, 1-alpine. */
function shorterVersions(tag: string): readonly string[] {
  const [, version = '', rest = ''] = /^(v?\d+(?:\.\d+)*)(.*)$/.exec(tag) ?? []
  const parts = version.split('.')
  return parts.slice(1).map((_, index) => `${parts.slice(0, parts.length - 1 - index).join('.')}${rest}`)
}

/** The images that the text's Scenario describes. */
function described({ stream }: Bed): readonly string[] {
  return stream.documents.flatMap(({ value }) => {
    const { kind, spec } = (value ?? {}) as { readonly kind?: unknown; readonly spec?: unknown }
    const { images } = (kind === 'Scenario' && spec ? spec : {}) as { readonly images?: unknown }
    if (!Array.isArray(images)) return []
    return images.flatMap((each: unknown) => {
      const name = typeof each === 'object' && each !== null ? (each as { readonly name?: unknown }).name : undefined
      return typeof name === 'string' ? [name] : []
    })
  })
}
