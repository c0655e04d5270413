import { useMemo } from 'react'
import { usePanels } from '../../app/panels.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { podLines } from '../../view/inspector/pod-view.ts'

/** The Pod that was chosen; else the one that something was last written about: it is what has just been seen. */
export function usePresentedPod(trace: Trace | undefined, at: Time): string | undefined {
  const chosen = usePanels((panels) => panels.podUid)
  return useMemo(() => {
    const lines = trace === undefined ? [] : podLines(trace, at)
    if (lines.some((line) => line.ref.uid === chosen)) return chosen
    return [...lines].sort((a, b) => b.seq - a.seq)[0]?.ref.uid
  }, [trace, at, chosen])
}
