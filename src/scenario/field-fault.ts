/** What is wrong with a field of the Scenario, or is to be said of it. */
export interface FieldFaults {
  readonly needed: object
  readonly neededAsTime: object
  readonly neededOneOf: { readonly choices: readonly string[] }
  readonly neededOrDelay: object
  readonly exactlyOneOf: { readonly choices: readonly string[] }
  readonly mustBeObject: object
  readonly mustBeText: object
  readonly mustBeTexts: object
  readonly mustBeList: object
  readonly mustBeMap: object
  readonly mustBeBoolean: object
  readonly mustBeInteger: { readonly least: number }
  readonly mustBeDuration: object
  readonly mustBeQuantity: { readonly examples: readonly string[] }
  readonly mustBeQuantityOrPercentage: object
  readonly mustBe: { readonly value: string }
  readonly mustBeOneOf: { readonly choices: readonly string[] }
  readonly mustBeSomeOf: { readonly choices: readonly string[] }
  readonly atMost: { readonly most: string }
  readonly atLeast: { readonly least: string }
  readonly between: { readonly least: string; readonly most: string }
  readonly moreThanNothing: object
  readonly afterFrom: object
  readonly standsTwice: object
  readonly lastOneCounts: object

  /** An assumption: such a node is kept for somebody, and labelled like its taints. */
  readonly dedicatedNode: { readonly labels: readonly string[] }

  /** The reason is a registry's or kubelet's own. */
  readonly noImage: { readonly reason: string }
  readonly flagsSayIt: object
  readonly mustBeUser: object
  readonly mustBeAbsolutePath: object
  readonly mustBeFilePath: { readonly path: string }
  readonly mustBePort: object
  readonly mustBePortNumber: object
  readonly mustBeginWithSlash: object
  readonly mustBeEnd: { readonly word: string }

  readonly optionNotSimulated: { readonly why: OptionNotSimulated }
  readonly needsGracePeriod: { readonly signal: string }
  readonly onlyWithParallelPulls: object
  readonly mustBeCPUs: { readonly last: number }
  readonly kubeletDoesNotStart: { readonly reason: string }
  readonly tooManyCPUs: { readonly most: number }
  readonly tooManySteps: { readonly most: number }
  readonly tooManyRequests: { readonly asked: number; readonly most: number }
  readonly mustBeService: object
  readonly noSuchService: { readonly service: string; readonly meant?: string }
  readonly noSuchServicePort: { readonly service: string; readonly port: number; readonly ports: readonly number[] }
  readonly mustBeRate: object
  readonly oneSocket: object
}

/** Why an option of a kubelet does nothing here. */
export type OptionNotSimulated =
  | 'allLogsAtOnce'
  | 'cpusInOrder'
  | 'filesNotCounted'
  | 'imagesStay'
  | 'lessThanOneSecond'
  | 'noOwnMemory'
  | 'noShutdown'
  | 'noSwap'
  | 'oneNumaNode'

export type FieldFault<K extends keyof FieldFaults = keyof FieldFaults> = {
  readonly [P in K]: { readonly kind: P } & FieldFaults[P]
}[K]
