/**
 * What we say of a text beyond the API server's and kubectl's own words: kinds with their values, no sentences. view/notes
 * has the words, in each language.
 */
export interface ManifestNotes {
  readonly notAnObject: object
  readonly textTooLong: object
  readonly textTooDeep: { readonly most: number }
  readonly tooManyDocuments: { readonly most: number }
  readonly tooManyValues: { readonly most: number }
  /** A key that stands twice: the last one counts. */
  readonly duplicateField: { readonly path: string }
  /** A tab where YAML is indented. */
  readonly tab: object
  /** What an input method makes of one of YAML's signs. */
  readonly fullWidth: { readonly sign: string; readonly narrow: string; readonly name: SignName }
  readonly kubeletConfiguration: object

  /** Read, checked and ignored. */
  readonly ignoredField: { readonly field: string }
  /** The API server drops a field whose feature gate is off. */
  readonly gateOff: { readonly field: string; readonly gate: string }
  readonly ignoredKind: { readonly objectKind: string }
  readonly ignoredCapability: { readonly capability: string }
  readonly hostIPC: object
  readonly stdinOnce: object
  readonly runtimeClass: object
  readonly resourceClaims: object
}

export type SignName = 'colon' | 'comma' | 'dash' | 'quote'

export type ManifestNote<K extends keyof ManifestNotes = keyof ManifestNotes> = {
  readonly [P in K]: { readonly kind: P } & ManifestNotes[P]
}[K]

/** What a button that mends the text says. */
export interface Fixes {
  readonly changeTo: { readonly meant: string }
  readonly replaceSign: { readonly sign: string; readonly narrow: string }
  readonly indentWithSpaces: object
  readonly addNamespace: { readonly name: string }
  readonly describeImage: object
  readonly imageIsThere: object
}

export type FixTitle<K extends keyof Fixes = keyof Fixes> = { readonly [P in K]: { readonly kind: P } & Fixes[P] }[K]
