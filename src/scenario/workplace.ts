import { DEFAULT_NAMESPACE, type KubeObject } from '../manifest/object/meta.ts'
import type { ManifestDocument } from '../manifest/text/parse.ts'
import { isScenarioDocument, type ScenarioDocument } from './document.ts'

/** The workstation as a text describes it. */
export interface Desk {
  readonly namespace: string
  /** Content by path. */
  readonly files: ReadonlyMap<string, string>
  read(path: string): string | undefined
  /** A line means to read this file. */
  lend(path: string): void
}

/**
 * Where nobody says which files there are, a file that a line names is the text itself: whoever writes
 * `kubectl delete -f web.yaml` below a manifest means that manifest.
 */
export function workplaceOf(
  document: ScenarioDocument,
  given: readonly KubeObject[],
  documents: readonly ManifestDocument[],
): Desk {
  const files = new Map(Object.entries(document.files ?? {}))
  const own = documents.filter(({ value }) => !isScenarioDocument(value))
  // A text without objects of its own is no file that anybody could mean.
  const isLent = document.files === undefined && own.length > 0
  let manifest: string | undefined
  const text = (): string => {
    manifest ??= own.map(({ value }) => JSON.stringify(value)).join('\n---\n')
    return manifest
  }
  return {
    namespace: namespaceOf(given),
    files,
    read: (path) => files.get(path) ?? (isLent ? text() : undefined),
    lend: (path) => {
      if (isLent && path !== '-' && !/^https?:/.test(path)) files.set(path, text())
    },
  }
}

/** Somebody who works with the text's Pods has set their namespace, where they are all in one. */
function namespaceOf(given: readonly KubeObject[]): string {
  const used = new Set(
    given.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.namespace ?? DEFAULT_NAMESPACE),
  )
  const [only] = used
  return used.size === 1 && only !== undefined ? only : DEFAULT_NAMESPACE
}
