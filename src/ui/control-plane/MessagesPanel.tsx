import { Tabs } from 'radix-ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useApp } from '../../app/store.ts'
import { podLines, podViewAt } from '../../view/inspector/pod-view.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { FaultNote } from '../inspector/FaultNote.tsx'
import { PodRows } from '../inspector/PodRows.tsx'
import { Why } from '../inspector/Why.tsx'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import panelCss from '../panel/Panel.module.css'
import { MessageList } from './MessageList.tsx'
import css from './Messages.module.css'
import { type TalkNow, useTalk } from './use-talk.ts'

const YamlTab = lazyPart(async () => (await import('../inspector/YamlTab.tsx')).YamlTab)

const TABS = ['messages', 'object'] as const

/** Beside the picture of the control plane: what was said, in order, and the object that it is about. */
export function MessagesPanel({ head }: { readonly head?: ReactNode }) {
  const { controlPlaneUi: words } = useWords()
  const [tab, setTab] = useState<string>('messages')
  const now = useTalk()
  const playing = useApp((state) => state.playing)
  const at = now?.at ?? 0
  return (
    <Tabs.Root className={css.root} value={tab} onValueChange={setTab}>
      <section className={panelCss.panel} aria-label={words.messages}>
        <div className={panelCss.top}>
          <h2 className={panelCss.heading}>{words.at(playing ? clockText(at, 100) : exactClock(at))}</h2>
          <Tabs.List className={panelCss.tabs} aria-label={words.views}>
            {TABS.map((each) => (
              <Tabs.Trigger key={each} value={each} className={panelCss.tab}>
                {words[each]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {head}
        </div>
        <FaultNote />
        <Tabs.Content className={panelCss.body} value="messages" tabIndex={-1}>
          {now === undefined ? <p className={css.empty}>{words.empty}</p> : <Messages now={now} />}
        </Tabs.Content>
        <Tabs.Content className={panelCss.body} value="object">
          {now === undefined ? null : <YamlTab trace={now.trace} at={now.at} uid={now.uid} />}
        </Tabs.Content>
      </section>
    </Tabs.Root>
  )
}

/** Below the picture on a phone: only the messages. */
export function MessageStrip() {
  const { controlPlaneUi: words } = useWords()
  const now = useTalk()
  return now === undefined ? <p className={css.empty}>{words.empty}</p> : <MessageList now={now} />
}

function Messages({ now }: { readonly now: TalkNow }) {
  const { trace, at, uid } = now
  const lines = useMemo(() => podLines(trace, at), [trace, at])
  const wrote = useMemo(() => podViewAt(trace, uid, at)?.wrote, [trace, uid, at])
  return (
    <div className={css.messages}>
      {lines.length > 0 ? (
        <div className={css.pods}>
          <PodRows lines={lines} uid={uid} wrote={wrote} />
        </div>
      ) : null}
      <MessageList now={now} />
      <div className={css.why}>
        <Why trace={trace} at={at} uid={uid} />
      </div>
    </div>
  )
}
