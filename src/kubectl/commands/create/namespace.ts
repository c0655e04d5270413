import { generator } from './generator.ts'

// kubectl: pkg/cmd/create/create_namespace.go (v1.36)
export const namespace = generator({
  name: 'namespace',
  aliases: ['ns'],
  usage: 'NAME [--dry-run=server|client|none] [options]',
  flags: '',
  object: (name) => ({ kind: 'Namespace', apiVersion: 'v1', metadata: { name }, spec: {}, status: {} }),
})
