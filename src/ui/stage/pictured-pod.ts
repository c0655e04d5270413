import { useMemo } from 'react'
import { usePanels } from '../../app/panels.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../../view/history/histories.ts'
import { podLines } from '../../view/inspector/pod-view.ts'

/**
 * The Pod that a picture of one Pod is about: the one that the inspector is about; the chosen one also before it comes
 * and after it has gone, and where none is there the last that was.
 */
export function usePicturedPod(trace: Trace | undefined, at: Time): string | undefined {
  const chosen = usePanels((panels) => panels.podUid)
  return useMemo(() => {
    if (trace === undefined) return undefined
    const histories = historiesOf(trace)
    if (histories.some(({ ref }) => ref.uid === chosen)) return chosen
    const [there] = podLines(trace, at)
    const last = histories.findLast(({ createdAt }) => createdAt <= at)
    return (there ?? last ?? histories[0])?.ref.uid
  }, [trace, at, chosen])
}
