import { isMap } from '../../lib/is-map.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { applyJSONPatch } from '../../manifest/patch/json-patch.ts'
import { applyMergePatch } from '../../manifest/patch/merge-patch.ts'
import { applyStrategicMerge } from '../../manifest/patch/strategic-merge.ts'
import { definitionOf } from '../../manifest/schema/shape.ts'
import { CommandError } from '../command-line/command.ts'
import type { Given } from '../command-line/flag-set.ts'

const TYPES = ['merge', 'strategic', 'json']

// kubectl: pkg/cmd/util/override_options.go (v1.36)
export function overridesMistake(given: Given): string | undefined {
  const type = given.text('override-type')
  return TYPES.includes(type)
    ? undefined
    : `invalid override type: ${type}. Supported types are ${TYPES.map((each) => JSON.stringify(each)).join(', ')}.`
}

/** The object with what --overrides says. */
// kubectl: pkg/cmd/util/helpers.go Merge, StrategicMerge, JSONPatch (v1.36)
export function overridden<T extends KubeObject>(given: Given, object: T): T {
  const text = given.text('overrides')
  if (text === '') return object
  let patch: unknown
  try {
    patch = JSON.parse(text)
  } catch {
    throw new CommandError('Invalid JSON Patch')
  }
  switch (given.text('override-type')) {
    case 'json': {
      const patched = applyJSONPatch(object, patch)
      if ('failure' in patched) throw new CommandError(patched.failure.message)
      return patched.value as T
    }
    case 'strategic':
      if (!isMap(patch)) throw new CommandError('Invalid JSON Patch')
      return applyStrategicMerge(object, patch, definitionOf(object.apiVersion, object.kind) ?? '') as T
    default:
      return applyMergePatch(object, patch) as T
  }
}
