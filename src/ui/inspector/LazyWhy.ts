import { lazyPart } from '../lazy-part.tsx'

/** With it comes all that is known about causes: nobody asks before there is a run. */
export const LazyWhy = lazyPart(async () => (await import('./Why.tsx')).Why)
