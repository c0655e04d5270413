import { generator } from './generator.ts'

// kubectl: pkg/cmd/create/create_priorityclass.go (v1.36)
export const priorityClass = generator({
  name: 'priorityclass',
  aliases: ['pc'],
  usage: 'NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]',
  flags:
    '--description string; --global-default bool; --preemption-policy string=PreemptLowerPriority; --value int32=0',
  object: (name, given) => ({
    kind: 'PriorityClass',
    apiVersion: 'scheduling.k8s.io/v1',
    metadata: { name },
    value: given.int('value') ?? 0,
    ...(given.bool('global-default') ? { globalDefault: true } : {}),
    ...(given.text('description') === '' ? {} : { description: given.text('description') }),
    preemptionPolicy: given.text('preemption-policy'),
  }),
  failure: 'failed to create priorityclass:',
})
