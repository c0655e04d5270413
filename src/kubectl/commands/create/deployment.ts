import { commandOf, generator } from './generator.ts'

// kubectl: pkg/cmd/create/create_deployment.go (v1.36)
export const deployment = generator({
  name: 'deployment',
  aliases: ['deploy'],
  usage: 'NAME --image=image -- [COMMAND] [args...] [options]',
  flags: '--image list; --port int32=-1; -r --replicas int32=1',
  requires: ['image'],
  check: (given) =>
    given.list('image').length > 1 && commandOf(given).length > 0
      ? 'cannot specify multiple --image options and command'
      : undefined,
  object: (name, given, { suffix }) => {
    const labels = { app: name }
    const command = commandOf(given)
    const port = given.int('port') ?? -1
    const containers = given.list('image').map((image, index) => ({
      name: containerName(image, suffix),
      image,
      ...(command.length > 0 ? { command } : {}),
      ...(index === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }))
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name, labels },
      spec: {
        replicas: given.int('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    }
  },
  failure: 'failed to create deployment:',
})

/** The image's last word; what no container may be called is made another, and told from others. */
// kubectl: pkg/cmd/create/create_deployment.go buildPodSpec, sanitizeAndUniquify (v1.36)
function containerName(image: string, suffix: (length: number) => string): string {
  const name = (image.split('/').at(-1) as string).split(':')[0]?.split('@')[0] ?? ''
  return /[_.]/.test(name) ? `${name.replace(/[_.]/g, '-')}-${suffix(5)}` : name
}
