import type { TextEdit } from '../../manifest/text/text-edit.ts'

/** What a repair does, before it is put into words. */
export interface RepairTitles {
  /** Signs of an input method, blanks that look like blanks, curly quotes. */
  readonly plainSigns: { readonly count: number }
  readonly spacesForTabs: object
  readonly spaceAfterColon: object
  readonly addColon: { readonly key: string }
  readonly ownLine: object
  /** `//` is meant for `#`. */
  readonly comment: object
  readonly commentOut: object
  readonly indent: { readonly lines: number }
  readonly quote: object
  readonly closeQuote: object
  readonly separator: object
  readonly dropNumbers: object
  readonly dropOmission: object

  readonly rename: { readonly from: string; readonly to: string }
  readonly set: { readonly field: string; readonly value: string }
  readonly remove: { readonly field: string }
  readonly keepOnly: { readonly field: string }
  readonly move: { readonly field: string; readonly to: string }
  readonly asText: { readonly field: string }
  readonly asNumber: { readonly field: string }
  readonly asList: { readonly field: string }
  readonly asMap: { readonly field: string }
  readonly merge: { readonly field: string }
  readonly version: { readonly version: string; readonly moved: boolean }
  readonly selector: object
  readonly labels: object
  readonly add: { readonly field: string; readonly value: string }
  readonly addObject: { readonly objectKind: string; readonly name: string }
  /** A part of a manifest becomes a whole one. */
  readonly wholeObject: { readonly objectKind: string }
}

export type RepairTitle<K extends keyof RepairTitles = keyof RepairTitles> = {
  readonly [P in K]: { readonly kind: P } & RepairTitles[P]
}[K]

/** A change of the text that mends something. */
export interface Repair {
  readonly title: RepairTitle
  readonly edit: TextEdit
  /** There is nothing to choose: it may be made together with others. */
  readonly sure: boolean
}
