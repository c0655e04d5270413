import { useMemo } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { appStore, useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { BEFORE_ALL, drawnAt, passedAt, type Talk, talkOf } from '../../view/control-plane/conversation-at.ts'
import type { NumberedMessage } from '../../view/control-plane/draw-messages.ts'
import type { Message } from '../../view/control-plane/message.ts'
import { usePicturedPod } from '../stage/pictured-pod.ts'

/** While playing, what passed within this much of the watcher's time is lit: shorter nobody would see it. */
const SEEN_MS = 350

export interface TalkNow {
  readonly trace: Trace
  readonly uid: string
  readonly at: Time
  readonly talk: Talk
  /** Index of the last message that has passed. */
  readonly passed: number
  readonly drawn: readonly NumberedMessage[]
}

/** What has been said about the pictured Pod up to the playhead. */
export function useTalk(): TalkNow | undefined {
  const trace = useApp((state) => state.trace)
  const playing = useApp((state) => state.playing)
  const speed = useApp((state) => state.speed)
  const at = useThrottledPlayhead()
  const uid = usePicturedPod(trace, at)
  const minor = usePanels((panels) => panels.minorMessages)
  const cursor = usePanels((panels) => panels.message)
  return useMemo(() => {
    if (trace === undefined || uid === undefined) return undefined
    const talk = talkOf(trace, uid, { minor })
    const passed = passedAt(talk, at, playing ? undefined : cursor)
    const single = !playing && talk.messages[passed]?.id === cursor
    const drawn = drawnAt(talk, passed, at, playing ? speed * SEEN_MS : 0, single)
    return { trace, uid, at, talk, passed, drawn }
  }, [trace, uid, at, minor, cursor, playing, speed])
}

/** The playhead to a message, and the message chosen, so that Why? explains it. */
export function goTo(message: Message): void {
  const { pause, seek, select } = appStore.getState()
  pause()
  seek(message.at)
  select({ kind: 'entry', seq: message.seq })
  setPanels({ message: message.id })
}

export function stepMessage(talk: Talk, passed: number, direction: 1 | -1): void {
  const next = talk.messages[passed + direction]
  if (next) goTo(next)
  else if (direction === -1) {
    appStore.getState().pause()
    appStore.getState().seek(0)
    setPanels({ message: BEFORE_ALL })
  }
}
