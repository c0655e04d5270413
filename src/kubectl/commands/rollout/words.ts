import type { Call } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import { argumentMistake, type TargetOptions } from '../../command-line/resource-arguments.ts'
import { warn } from '../warn.ts'

/** A kind alone means all of its objects. */
export function selectionOf(given: Given): TargetOptions {
  return { kindAlone: true, selector: given.text('selector') }
}

// kubectl: pkg/cmd/rollout: Validate of each (v1.36)
export function wordsMistake(given: Given): string | undefined {
  if (given.has('filename') || given.has('kustomize')) return undefined
  return given.args.length === 0 ? 'required resource not specified' : argumentMistake(given.args, selectionOf(given))
}

export function* nothingFound({ terminal, namespace }: Call) {
  yield* warn(terminal, `No resources found in ${namespace} namespace.`)
}
