import { type CustomSchema, setCustomDefaults } from '../schema/custom-schema.ts'
import type { CustomKind } from '../schema/kinds.ts'
import { validateCustom } from '../schema/validate-custom.ts'
import { type Strategy, strategy } from './strategy.ts'

/** Objects of kinds that somebody has defined have a generation. */
// apiextensions: pkg/registry/customresource/strategy.go (v1.36)
const UNKNOWN = strategy({ counted: true, hasStatus: true })
const KNOWN: Record<'withStatus' | 'withoutStatus', WeakMap<CustomSchema, Strategy>> = {
  withStatus: new WeakMap(),
  withoutStatus: new WeakMap(),
}

/** What is done with objects of a kind that somebody has defined; `custom`: as far as that is known. */
export function customStrategy(custom: CustomKind | undefined): Strategy {
  const { schema, hasStatus = true } = custom ?? {}
  if (!schema) return hasStatus ? UNKNOWN : strategy({ counted: true })
  const known = KNOWN[hasStatus ? 'withStatus' : 'withoutStatus']
  const made =
    known.get(schema) ??
    strategy({
      counted: true,
      hasStatus,
      setDefaults: (object) => setCustomDefaults(object, schema),
      validate: (object) => validateCustom(object, schema),
    })
  known.set(schema, made)
  return made
}
