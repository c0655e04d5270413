import { create } from 'zustand'
import type { Foldable } from '../../view/lanes/lane.ts'
import { NOTHING_SHUT, type Shut } from '../../view/lanes/shut.ts'

/** What has been put away on the timeline, for as long as the page lives. */
export const useFolding = create<Shut>()(() => NOTHING_SHUT)

export function toggleFold({ key, shut }: Foldable): void {
  useFolding.setState(({ keys }) => ({ keys: { ...keys, [key]: !shut } }))
}

/** All at once; what was said of single ones is forgotten. */
export function foldAll(shut: boolean): void {
  useFolding.setState({ all: shut, keys: {} })
}
