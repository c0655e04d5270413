import { ownValue } from '../../lib/own.ts'
import type { PodRef } from '../../trace/entry.ts'

/** What the user has put away, or opened: each by its key, or all at once. */
export interface Shut {
  readonly all: boolean | undefined
  readonly keys: Readonly<Record<string, boolean>>
}

export const NOTHING_SHUT: Shut = { all: undefined, keys: {} }

/** So many Pods are a crowd: each of them begins as one lane. */
export const CROWD = 6

export function isShut({ all, keys }: Shut, key: string, byDefault: boolean): boolean {
  return ownValue(keys, key) ?? all ?? byDefault
}

/** By its name: what is put away stays so when the text is changed. */
export function podKey({ namespace, name }: PodRef): string {
  return `pod/${namespace}/${name}`
}

export function containerKey(container: string): string {
  return `container/${container}`
}
