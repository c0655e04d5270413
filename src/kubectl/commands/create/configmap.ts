import { generator } from './generator.ts'
import { keyValues, SOURCE_FLAGS, sourcesMistake } from './key-values.ts'
import { sortedObject } from './sorted-object.ts'

// kubectl: pkg/cmd/create/create_configmap.go (v1.36)
export const configMap = generator({
  name: 'configmap',
  aliases: ['cm'],
  usage: 'NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
  flags: SOURCE_FLAGS,
  check: sourcesMistake,
  object: (name, given, bench) => {
    const data = keyValues({ kind: 'ConfigMap', name }, given, bench)
    return {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name },
      ...(data.size > 0 ? { data: sortedObject(data) } : {}),
    }
  },
  failure: 'failed to create configmap:',
})
