import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type AssumedProgram, assumeProgram } from '../../scenario/assumed-program.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { DescribedProgram } from '../program-api/image.ts'
import type { World } from '../world/world.ts'
import type { ImageManager, LocalImage } from './image-manager.ts'

/** What a description takes. */
export interface DescribeNeeds {
  readonly world: Pick<World, 'assumptions'>
  readonly api: Pick<ApiServer, 'list'>
  readonly images: Pick<ImageManager, 'markAssumed'>
}

export interface Described {
  readonly program: DescribedProgram
  /** Where nobody has described it. */
  readonly assumed?: AssumedProgram
  /** As in the image's configuration, or as it is assumed to be there. */
  readonly user: string
}

/**
 * What a container does as far as nobody knows the program, or what the program was told. What is assumed of an image is
 * said in the trace, once.
 */
export function describeContainer(parts: DescribeNeeds, pod: Pod, container: Container, image: LocalImage): Described {
  const { user, said, facts, exposedPorts, fallbackProgram } = image
  const program = assumeProgram({
    pod,
    container,
    services: parts.api.list('Service', pod.metadata.namespace ?? DEFAULT_NAMESPACE),
    said: facts ? { name: image.reference, ...facts, ...said } : said,
    exposedPorts,
    assumptions: parts.world.assumptions,
  })
  const hasCommand = (container.command ?? []).length > 0
  if (image.assumed) parts.images.markAssumed({ kind: 'assumedImage', image: container.image, program, hasCommand })
  // Who an image runs as whose programs are simulated is known.
  const isSimulated = fallbackProgram === undefined && !facts
  const assumedUser = isSimulated ? undefined : program.user
  return { program, user: assumedUser ?? user, ...(image.assumed ? { assumed: program } : {}) }
}
