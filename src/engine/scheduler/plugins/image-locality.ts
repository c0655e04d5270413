import { normalizeImage } from '../../../scenario/image-reference.ts'
import { MAX_NODE_SCORE, type ScorePlugin } from '../plugin.ts'

const MI = 1024 * 1024
const LEAST = 23 * MI
const MOST_PER_CONTAINER = 1000 * MI

/** The better, the more bytes of a Pod's images are on the node; an image that few nodes have counts less. */
// scheduler: plugins/imagelocality/image_locality.go (v1.36)
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  weight: 1,
  score: ({ pod, cache }, nodes) => {
    if (nodes.every(({ imageSizes }) => imageSizes.size === 0)) return undefined
    const { containers, initContainers = [], volumes = [] } = pod.pod.spec
    const mounted = volumes.flatMap(({ image }) => (image as { reference?: string } | undefined)?.reference ?? [])
    const own = [...initContainers, ...containers].map(({ image }) => image)
    const names = [...own, ...mounted].map(normalizeImage)
    const total = cache.nodes.length
    return nodes.map(({ imageSizes }) => {
      const bytes = names.reduce((sum, name) => {
        const size = imageSizes.get(name)
        return sum + (size === undefined ? 0 : Math.trunc(size * ((cache.imageNodes.get(name) ?? 0) / total)))
      }, 0)
      return scoreOf(bytes, own.length)
    })
  },
}

// scheduler: plugins/imagelocality/image_locality.go calculatePriority (v1.36)
function scoreOf(bytes: number, containers: number): number {
  const most = MOST_PER_CONTAINER * containers
  const within = Math.min(Math.max(bytes, LEAST), most)
  return Math.trunc((MAX_NODE_SCORE * (within - LEAST)) / (most - LEAST))
}
