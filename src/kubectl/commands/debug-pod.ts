import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type Call, CommandError } from '../command-line/command.ts'

/** The words of a line that say what the container for looking into things is. */
export interface DebugWords {
  readonly image: string
  readonly container: string
  readonly command: readonly string[]
  readonly given: Call['given']
}

/** Of whatever is debugged: what the line says of the container. */
export function debugContainer({ image, command, given }: DebugWords): Partial<Container> {
  const env = given.list('env').map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
  }))
  const policy = given.text('image-pull-policy')
  return {
    ...(image === '' ? {} : { image }),
    ...(policy === '' ? {} : { imagePullPolicy: policy as Container['imagePullPolicy'] }),
    ...(command.length === 0 ? {} : given.bool('arguments-only') ? { args: command } : { command }),
    ...(env.length > 0 ? { env } : {}),
    ...(given.bool('stdin') ? { stdin: true } : {}),
    ...(given.bool('tty') ? { tty: true } : {}),
  } as Partial<Container>
}

/** A copy of a Pod with a container more, or with one of its own changed; the container's name, if there is one. */
// kubectl: pkg/cmd/debug/debug.go generatePodCopyWithDebugContainer, profiles.go (v1.36)
export function podCopy(
  pod: Pod,
  words: DebugWords,
): { readonly pod: unknown; readonly container: string | undefined } {
  const { given, container: name, command } = words
  const { ephemeralContainers: _, nodeName, initContainers, containers, ...spec } = pod.spec
  const images = new Map(given.list('set-image').map((pair) => pair.split('=') as [string, string]))
  const kept = containers.map((each) => {
    const image = images.get(each.name) ?? images.get('*')
    return withoutProbes(image === undefined ? each : { ...each, image }, given)
  })
  const present = kept.find((each) => each.name === name)
  if (!present && words.image === '' && images.size === 0) {
    throw new CommandError('you must specify image when creating new container')
  }
  const isChanged = present !== undefined || words.image !== ''
  const replacesArgs = command.length > 0 && !given.bool('arguments-only')
  const { args, ...base } = present ?? { name, terminationMessagePolicy: 'FallbackToLogsOnError', args: undefined }
  const changed = {
    ...base,
    ...(args === undefined || replacesArgs ? {} : { args }),
    ...debugContainer(words),
    ...(present ? {} : traced(given)),
  }
  const { labels, annotations } = pod.metadata
  return {
    container: isChanged ? name : undefined,
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: given.text('copy-to'),
        namespace: pod.metadata.namespace,
        ...(given.bool('keep-labels') && labels ? { labels } : {}),
        ...(given.bool('keep-annotations') && annotations ? { annotations } : {}),
      },
      spec: {
        ...spec,
        ...(given.bool('same-node') && nodeName !== undefined ? { nodeName } : {}),
        ...(initContainers && given.bool('keep-init-containers') ? { initContainers } : {}),
        shareProcessNamespace: given.bool('share-processes'),
        containers: present
          ? kept.map((each) => (each === present ? changed : each))
          : isChanged
            ? [...kept, changed]
            : kept,
      },
    },
  }
}

function withoutProbes(container: Container, given: Call['given']): Partial<Container> & { readonly name: string } {
  const { livenessProbe, readinessProbe, startupProbe, ...rest } = container
  return {
    ...rest,
    ...(livenessProbe && given.bool('keep-liveness') ? { livenessProbe } : {}),
    ...(readinessProbe && given.bool('keep-readiness') ? { readinessProbe } : {}),
    ...(startupProbe && given.bool('keep-startup') ? { startupProbe } : {}),
  }
}

/** The general profile lets it look into other processes. */
function traced(given: Call['given']): object {
  return given.text('profile') === 'general' ? { securityContext: { capabilities: { add: ['SYS_PTRACE'] } } } : {}
}

/** A Pod on a node, with the node's processes, network and files. */
// kubectl: pkg/cmd/debug/debug.go generateNodeDebugPod, profiles.go (v1.36)
export function nodeDebugPod(node: string, name: string, namespace: string, words: DebugWords): unknown {
  const isPlain = ['baseline', 'restricted'].includes(words.given.text('profile'))
  const host = isPlain ? {} : { hostNetwork: true, hostPID: true, hostIPC: true }
  const files = isPlain ? {} : { volumes: [{ name: 'host-root', hostPath: { path: '/' } }] }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } },
    spec: {
      ...host,
      ...files,
      nodeName: node,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
      containers: [
        {
          name: words.container,
          terminationMessagePolicy: 'FallbackToLogsOnError',
          ...debugContainer(words),
          ...(isPlain ? {} : { volumeMounts: [{ name: 'host-root', mountPath: '/host' }] }),
          ...(words.given.text('profile') === 'sysadmin' ? { securityContext: { privileged: true } } : {}),
        },
      ],
    },
  }
}
