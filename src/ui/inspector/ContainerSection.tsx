import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { applyFix } from '../../app/apply-fix.ts'
import { setPanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import type { ImageInUse, Seq } from '../../trace/entry.ts'
import { cpuText } from '../../view/explain/words-en.ts'
import type { ContainerView, NewsView, StateView, TerminatedView } from '../../view/inspector/container-view.ts'
import { imageFix } from '../../view/inspector/image-fix.ts'
import { logSources } from '../../view/inspector/log-sources.ts'
import { bytesText } from '../../view/lanes/memory.ts'
import { clockText } from '../../view/time/time-scale.ts'
import type { Words } from '../language/english.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import { BackOffLadder } from './BackOffLadder.tsx'
import { CutName } from './CutName.tsx'
import css from './Inspector.module.css'
import { ProbeSection } from './ProbeSection.tsx'
import { ExitBadge, Swatch } from './Swatch.tsx'

/** Of more containers than these each is a line, until somebody opens it. */
export const MOST_OPEN_CONTAINERS = 3

export function ContainerSection({
  container,
  pod,
  folds = false,
}: {
  readonly container: ContainerView
  readonly pod: string
  /** It begins as a line. */
  readonly folds?: boolean
}) {
  const { inspector: words } = useWords()
  const { name, kind, state, news, wrote, restartCount } = container
  const [opened, setOpened] = useState(false)
  const open = !folds || opened
  return (
    <section className={open ? css.section : css.folded} aria-label={`${name}, ${words.kinds[kind]}`}>
      <h3 className={css.head}>
        {folds ? (
          <button
            type="button"
            className={css.fold}
            aria-expanded={open}
            aria-label={words.details(name)}
            onClick={() => setOpened(!opened)}
          >
            <ChevronRight size={14} aria-hidden="true" />
          </button>
        ) : null}
        <span className={css.containerName}>
          <CutName name={name} copied={open} />
        </span>
        {open ? <LogsButton source={`${pod}/${name}`} /> : null}
        {kind === 'app' ? null : <span className={css.note}>{words.kindsShort[kind]}</span>}
        {open || restartCount === 0 ? null : <span className={css.note}>{words.restartsShort(restartCount)}</span>}
        {news?.kind === 'ended' ? (
          <EndedAlready news={news} />
        ) : (
          <State state={state} seq={wrote.state} name={name} short={!open} />
        )}
      </h3>
      {open ? <Opened container={container} /> : null}
    </section>
  )
}

function Opened({ container }: { readonly container: ContainerView }) {
  const { inspector: words } = useWords()
  const { name, state, news, lastState, backOff, grace, hook, pull, imageInUse, memory, throttled, probes } = container
  const { wrote, restartCount } = container
  const message =
    state.kind === 'waiting' ? (state.message ?? '') : state.kind === 'terminated' ? (state.message ?? '') : ''
  return (
    <>
      {news === undefined ? null : <p className={css.news}>{newsText(news, hook?.name === 'postStart', words)}</p>}
      {message === '' ? null : <p className={css.message}>{message}</p>}
      {backOff ? <BackOffLadder backOff={backOff} /> : null}
      <dl className={css.facts}>
        {state.kind === 'terminated' ? <Ended state={state} /> : null}
        {state.kind === 'running' && news === undefined && state.since !== undefined ? (
          <Fact label={words.since}>{clockText(state.since, 100)}</Fact>
        ) : null}
        {grace ? (
          <Fact label={words.grace(grace.signal)}>
            <Ask seq={grace.seq}>{grace.leftMs > 0 ? words.graceLeft(grace.leftMs) : words.graceOver}</Ask>
          </Fact>
        ) : null}
        {hook ? (
          <Fact label={words.hookLabel}>
            <Ask seq={hook.seq}>{words.hook(hook.name, hook.handler, tenths(hook.sinceMs))}</Ask>
          </Fact>
        ) : null}
        {pull ? (
          <Fact label={words.pullLabel}>
            <Ask seq={pull.seq}>
              <span className={css.mono}>{pull.image}</span>{' '}
              {words.pulling(bytesText(pull.sizeBytes), tenths(pull.sinceMs))}
            </Ask>
          </Fact>
        ) : null}
        {imageInUse && !pull ? <Image image={imageInUse} /> : null}
        {memory && (memory.bytes > 0 || (state.kind === 'running' && news === undefined)) ? (
          <Fact label={words.memory}>
            <span className={css.mono}>{bytesText(memory.bytes)}</span>{' '}
            {memory.limitBytes === undefined ? (
              <span className={css.note}>{words.noLimit}</span>
            ) : (
              <>
                {words.ofLimit} <span className={css.mono}>{bytesText(memory.limitBytes)}</span>
                <MemoryBar {...memory} limitBytes={memory.limitBytes} />
              </>
            )}
          </Fact>
        ) : null}
        {throttled ? (
          <Fact label={words.cpu}>
            <Ask seq={throttled.seq}>
              {words.throttled(cpuText(throttled.wantedMilliCPU), cpuText(throttled.limitMilliCPU))}
            </Ask>
          </Fact>
        ) : null}
        {restartCount > 0 ? (
          <Fact label={words.restarts}>
            <Ask
              seq={wrote.restarts}
              what={`${name} ${words.restarts}`}
              value={String(restartCount)}
              on={{ kind: 'container', name, what: 'restarts' }}
            >
              <span className={css.mono}>{restartCount}</span>
            </Ask>
          </Fact>
        ) : null}
        {lastState ? (
          <Fact label={words.lastState}>
            <Ask
              seq={wrote.lastState}
              what={`${name} ${words.lastState}`}
              value={exitText(lastState)}
              on={{ kind: 'container', name, what: 'lastState' }}
            >
              {words.list([words.terminated, ''])}
              <span className={css.mono}>{exitText(lastState)}</span>
            </Ask>{' '}
            <When state={lastState} />
          </Fact>
        ) : null}
      </dl>
      {probes.map((probe) => (
        <ProbeSection key={probe.kind} probe={probe} running={state.kind === 'running' && news === undefined} />
      ))}
    </>
  )
}

function State({
  state,
  seq,
  name,
  short,
}: {
  readonly state: StateView
  readonly seq: Seq
  readonly name: string
  /** By its reason, where it has one. */
  readonly short: boolean
}) {
  const { inspector: words } = useWords()
  if (state.kind === 'unknown') return <span className={css.quietState}>{words.notYet}</span>
  return (
    <span className={css.state} data-tone={state.tone}>
      {state.kind === 'terminated' ? (
        <ExitBadge code={state.exitCode} tone={state.tone} />
      ) : (
        <Swatch tone={state.tone} />
      )}
      <Ask seq={seq} what={name} value={stateText(state, words)} on={{ kind: 'container', name, what: 'state' }}>
        {(short && 'reason' in state && state.reason) || stateText(state, words)}
      </Ask>
    </span>
  )
}

/** The process is gone, whatever the API says. */
function EndedAlready({ news }: { readonly news: Extract<NewsView, { kind: 'ended' }> }) {
  const { inspector: words } = useWords()
  return (
    <span className={css.state} data-tone={news.tone}>
      {news.exitCode === undefined ? null : <ExitBadge code={news.exitCode} tone={news.tone} />}
      {words.endedAt(clockText(news.at, 100))}
    </span>
  )
}

function newsText(news: NewsView, inPostStart: boolean, words: Words['inspector']): string {
  if (news.kind === 'ended') return words.notYetKnown
  const since = clockText(news.since, 100)
  return inPostStart ? words.runsInPostStart(since) : words.runsAlready(since)
}

function stateText(state: Exclude<StateView, { kind: 'unknown' }>, words: Words['inspector']): string {
  if (state.kind === 'running') return state.tone === 'ready' ? words.running : words.runningNotReady
  const word = state.kind === 'waiting' ? words.waiting : words.terminated
  return state.reason === undefined ? word : words.list([word, state.reason])
}

/** To what it prints: in the drawer, or on a phone a page of its own. */
function LogsButton({ source }: { readonly source: string }) {
  const { inspector: words } = useWords()
  const prints = useApp(({ trace }) => trace !== undefined && logSources(trace).includes(source))
  if (!prints) return null
  return (
    <button
      type="button"
      className={css.logs}
      onClick={() => setPanels({ logSource: source, drawer: 'logs', mobile: 'logs', inspectorOpen: false })}
    >
      {words.showLogs}
    </button>
  )
}

function exitText({ exitCode, reason = '' }: TerminatedView): string {
  return `${exitCode} ${reason}`.trim()
}

function Ended({ state }: { readonly state: TerminatedView }) {
  const { inspector: words } = useWords()
  if (state.at === undefined) return null
  return (
    <Fact label={words.ran}>
      {state.ranMs === undefined ? '' : `${words.ranFor(state.ranMs)} `}
      <span className={css.note}>{words.until(clockText(state.at, 100))}</span>
    </Fact>
  )
}

function When({ state }: { readonly state: TerminatedView }) {
  const { inspector: words } = useWords()
  return (
    <span className={`${css.note} ${css.whole}`}>
      {words.lastEnd(state.at === undefined ? undefined : clockText(state.at, 100), state.ranMs)}
    </span>
  )
}

function Image({ image }: { readonly image: ImageInUse }) {
  const { inspector: words } = useWords()
  const { name, sizeBytes, startupMs, assumed } = image
  const notes = [
    bytesText(sizeBytes),
    ...(startupMs === undefined ? [] : [words.startsIn(startupMs)]),
    ...(assumed ? [words.assumedImage(assumed)] : []),
  ]
  const note = useApp(({ problems, text, freshness }) =>
    assumed && freshness === 'fresh' ? imageFix(problems, text, name) : undefined,
  )
  return (
    <Fact label={words.imageLabel}>
      <span className={css.mono}>{name}</span> <span className={css.note}>{words.list(notes)}</span>
      {note === undefined ? null : (
        <button type="button" className={css.describe} onClick={() => applyFix(note)}>
          {words.describeImage}
        </button>
      )}
    </Fact>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function MemoryBar({
  bytes,
  limitBytes,
  requestBytes,
}: {
  readonly bytes: number
  readonly limitBytes: number
  readonly requestBytes: number | undefined
}) {
  const { inspector: words } = useWords()
  const share = (of: number) => `${Math.min(100, Math.max(0, (100 * of) / limitBytes))}%`
  return (
    <>
      <span className={css.memoryBar} aria-hidden="true">
        <span style={{ width: share(bytes) }} />
        {requestBytes === undefined || requestBytes <= 0 ? null : <i style={{ left: share(requestBytes) }} />}
      </span>
      {requestBytes === undefined || requestBytes <= 0 || requestBytes === limitBytes ? null : (
        <span className={css.note}> {words.requested(bytesText(requestBytes))}</span>
      )}
    </>
  )
}

/** How long something has lasted, as it is read and not measured: in tenths of a second. */
function tenths(ms: number): number {
  return Math.ceil(ms / 100) * 100
}
