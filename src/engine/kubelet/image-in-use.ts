import type { Container } from '../../manifest/pod/container.ts'
import type { AssumedProgram } from '../../scenario/assumed-program.ts'
import type { ImageInUse } from '../../trace/entry.ts'
import type { LocalImage } from './image-manager.ts'

/** What the trace says of the image that a container starts from. */
export function imageInUse(
  container: Container,
  { sizeBytes, startupMs }: LocalImage,
  assumed: AssumedProgram | undefined,
): ImageInUse {
  // With another command it is another program that has to start.
  const known = startupMs !== undefined && (container.command ?? []).length === 0
  return {
    name: container.image,
    sizeBytes,
    ...(known ? { startupMs } : {}),
    ...(assumed ? { assumed } : {}),
  }
}
