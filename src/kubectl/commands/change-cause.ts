import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Call } from '../command-line/command.ts'
import { CHANGE_CAUSE } from './rollout/revisions.ts'

export const RECORD_FLAG = '--record bool'

/** The line as --record writes it down: its flags behind its words, in the order of the alphabet. */
// cli-runtime: pkg/genericclioptions/record_flags.go parseCommandArguments (v1.36)
export function causeOf({ given, path }: Pick<Call, 'given' | 'path'>): string | undefined {
  if (!given.bool('record')) return undefined
  const flags = given.names.toSorted().map((name) => `--${name}=${given.text(name)}`)
  return [path, ...given.args, ...flags].join(' ')
}

/** With why it has changed, where that is to be recorded. */
// cli-runtime: pkg/genericclioptions/record_flags.go ChangeCauseRecorder.Record (v1.36)
export function recorded(call: Pick<Call, 'given' | 'path'>, object: KubeObject): KubeObject {
  const cause = causeOf(call)
  if (cause === undefined) return object
  const annotations = { ...object.metadata.annotations, [CHANGE_CAUSE]: cause }
  return { ...object, metadata: { ...object.metadata, annotations } }
}
