import { generator } from './generator.ts'

// kubectl: pkg/cmd/create/create_serviceaccount.go (v1.36)
export const serviceAccount = generator({
  name: 'serviceaccount',
  aliases: ['sa'],
  usage: 'NAME [--dry-run=server|client|none] [options]',
  flags: '',
  object: (name) => ({ kind: 'ServiceAccount', apiVersion: 'v1', metadata: { name } }),
  failure: 'failed to create serviceaccount:',
})
