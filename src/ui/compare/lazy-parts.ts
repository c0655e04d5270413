import { lazyPart } from '../lazy-part.tsx'

/** There is nothing to compare before a run is pinned. */
export const CompareBanner = lazyPart(async () => (await import('./CompareBanner.tsx')).CompareBanner)
export const DifferenceList = lazyPart(async () => (await import('./DifferenceList.tsx')).DifferenceList)
