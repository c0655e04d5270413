import { create } from 'zustand'
import { fetchOnce } from '../../app/load-failure.ts'
import { appStore } from '../../app/store.ts'
import { setGhostPainter } from '../timeline/paint/ghost-slot.ts'

type Comparing = typeof import('./comparing.ts')

const load = fetchOnce(() => import('./comparing.ts'))

/** What compares, once it is there. */
export const useComparing = create<{ readonly comparing: Comparing | undefined }>(() => ({ comparing: undefined }))

/** With the first run that is pinned. Where it does not come, the next pin asks again. */
appStore.subscribe(({ ghost }, before) => {
  if (ghost === undefined || ghost === before.ghost || useComparing.getState().comparing) return
  load().then(
    (comparing) => {
      setGhostPainter(comparing.paintGhost)
      useComparing.setState({ comparing })
    },
    () => {
      // The banner says that a part of the page is missing.
    },
  )
})
