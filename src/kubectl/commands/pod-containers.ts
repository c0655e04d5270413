import { ownValue } from '../../lib/own.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { warn } from './warn.ts'

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

/** All containers with a word for those that are no ordinary ones, in kubectl's order. */
function namedContainers({ spec }: Pod): readonly { readonly name: string; readonly said: string }[] {
  return [
    ...spec.containers.map(({ name }) => ({ name, said: name })),
    ...(spec.ephemeralContainers ?? []).map(({ name }) => ({ name, said: `${name} (ephem)` })),
    ...(spec.initContainers ?? []).map(({ name }) => ({ name, said: `${name} (init)` })),
  ]
}

/** The container that -c names, or the one that kubectl takes where none is named. It says so where there was a choice. */
// kubectl: pkg/cmd/util/podcmd/podcmd.go FindOrDefaultContainerByName (v1.36)
export function* containerOf(
  { given, terminal }: Pick<Call, 'given' | 'terminal'>,
  pod: Pod,
  {
    quiet = false,
    asked = given.text('container'),
  }: { readonly quiet?: boolean; readonly asked?: string | undefined } = {},
): Activity<string> {
  const all = namedContainers(pod)
  const names = all.map(({ said }) => said).join(', ')
  if (asked !== '') {
    if (all.some(({ name }) => name === asked)) return asked
    throw new CommandError(`container ${asked} is not valid for pod ${pod.metadata.name} out of: ${names}`)
  }
  const annotated = ownValue(pod.metadata.annotations, DEFAULT_CONTAINER)
  if (annotated) {
    if (all.some(({ name }) => name === annotated)) return annotated
    if (!quiet)
      yield* warn(terminal, `Default container name ${JSON.stringify(annotated)} not found in pod ${pod.metadata.name}`)
  }
  const [first] = pod.spec.containers
  if (all.length > 1 && !quiet) {
    yield* warn(terminal, `Defaulted container ${JSON.stringify(first?.name)} out of: ${names}`)
  }
  return first?.name ?? ''
}
