import type { KubeObject } from '../../../manifest/object/meta.ts'
import { CommandError } from '../../command-line/command.ts'
import { targetsOf } from '../../command-line/resource-arguments.ts'
import { at, mapAt } from '../../printers/field.ts'
import { namespaceFor } from '../refs.ts'
import { commandOf, generator } from './generator.ts'

/** A Pod template as Go writes it. */
export function podTemplate(name: string, image: string, command: readonly string[], restartPolicy: string) {
  return {
    metadata: {},
    spec: {
      containers: [{ name, image, ...(command.length > 0 ? { command } : {}), resources: {} }],
      ...(restartPolicy === '' ? {} : { restartPolicy }),
    },
  }
}

// kubectl: pkg/cmd/create/create_job.go (v1.36)
export const job = generator({
  name: 'job',
  usage: 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]',
  flags: '--from string; --image string',
  check: (given) => {
    if ((given.text('image') === '') === (given.text('from') === ''))
      return 'either --image or --from must be specified'
    return given.text('from') !== '' && commandOf(given).length > 0 ? 'cannot specify --from and command' : undefined
  },
  object: (name, given) => ({
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: { name },
    spec: { template: podTemplate(name, given.text('image'), commandOf(given), 'Never') },
    status: {},
  }),
  *objectOf(name, call) {
    const from = call.given.text('from')
    if (from === '') return undefined
    const targets = targetsOf([from], {}, call.client)
    const [target] = targets.kind === 'named' ? targets.items : []
    if (!target) throw new CommandError('from must be an existing cronjob')
    const reply = yield* call.client.get({ ...target, namespace: namespaceFor(target.info, call) })
    if (reply.status) throw new CommandError(reply.status)
    if (reply.ok.kind !== 'CronJob') throw new CommandError(`unknown object type *v1.${reply.ok.kind}`)
    return jobOfCronJob(name, reply.ok)
  },
  failure: 'failed to create job:',
})

// kubectl: pkg/cmd/create/create_job.go createJobFromCronJob (v1.36)
function jobOfCronJob(name: string, cronJob: KubeObject) {
  const template = mapAt(cronJob, 'spec', 'jobTemplate')
  const labels = at(template, 'metadata', 'labels')
  const annotations = { 'cronjob.kubernetes.io/instantiate': 'manual', ...mapAt(template, 'metadata', 'annotations') }
  const { uid } = cronJob.metadata
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: cronJob.metadata.name, uid, controller: true }
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: { name, ...(labels ? { labels } : {}), annotations, ownerReferences: [owner] },
    spec: mapAt(template, 'spec'),
    status: {},
  }
}
