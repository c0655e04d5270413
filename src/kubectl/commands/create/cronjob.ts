import { commandOf, generator } from './generator.ts'
import { podTemplate } from './job.ts'

// kubectl: pkg/cmd/create/create_cronjob.go (v1.36)
export const cronJob = generator({
  name: 'cronjob',
  aliases: ['cj'],
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
  flags: '--image string; --restart string; --schedule string',
  requires: ['image', 'schedule'],
  object: (name, given) => ({
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: { name },
    spec: {
      schedule: given.text('schedule'),
      jobTemplate: {
        metadata: { name },
        spec: {
          template: podTemplate(name, given.text('image'), commandOf(given), given.text('restart') || 'OnFailure'),
        },
      },
    },
    status: {},
  }),
  failure: 'failed to create cronjob:',
})
