import { ReactFlow } from '@xyflow/react'
import { type CSSProperties, useEffect, useMemo, useRef } from 'react'
import { shownFolds } from '../../app/folds.ts'
import type { AppStore } from '../../app/state.ts'
import { appStore, useApp } from '../../app/store.ts'
import { causeChain, findSeq } from '../../view/lanes/causes.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { emptyLanes, lanesOf } from '../../view/lanes/lanes.ts'
import { loupeLanes } from '../../view/lanes/loupe.ts'
import { restartChain } from '../../view/lanes/restart-chain.ts'
import { NOTHING_SHUT } from '../../view/lanes/shut.ts'
import { travelOf } from '../../view/time/time-scale.ts'
import { EMBEDDED } from '../embed/embedded.ts'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useSize } from '../panel/use-size.ts'
import { AddStep } from './AddStep.tsx'
import { builtLanes, causeFlow, laneNodes, originOf } from './flow.ts'
import { useFolding } from './folding.ts'
import { followPlayhead } from './follow.ts'
import { listenToGestures, type Stage, scrollBy } from './gestures.ts'
import { listenToKeys, openLoupe } from './keyboard.ts'
import { LaneName } from './LaneName.tsx'
import { LaneScroll } from './LaneScroll.tsx'
import { LaneTables } from './LaneTables.tsx'
import { layOut, NAMES_WIDTH, pinnedTop, plotScale, presentedUnitOf, unitOf } from './layout.ts'
import { loupeHeight } from './loupe-height.ts'
import { EDGE_TYPES, NODE_TYPES } from './nodes.tsx'
import { showOnScreen } from './on-screen.ts'
import { setPointer, usePointer } from './pointer-state.ts'
import { Readout } from './Readout.tsx'
import css from './Timeline.module.css'
import { TimelineCanvas } from './TimelineCanvas.tsx'
import '@xyflow/react/dist/base.css'

/** Only a text with steps has any, and they need the reader of YAML. */
const StepPins = lazyPart(async () => (await import('./StepPins.tsx')).StepPins)

/** With the first look through it. */
const Loupe = lazyPart(async () => (await import('./Loupe.tsx')).Loupe)

/** Fetched when somebody has dragged over the lanes. */
const SpanPanel = lazyPart(async () => (await import('./SpanPanel.tsx')).SpanPanel)

/** The lanes keep at least this much when the loupe is open. */
const LEAST_STAGE = 100
const LOUPE_SIDES = 32
/** Below this lanes are drawn low: the steps, the Pod and a container are to be seen. */
const LOW_ROOM = 240

const traceOf = (state: AppStore) => state.trace
const windowOf = (state: AppStore) => state.window
const selectionIn = (state: AppStore) => state.selection
const freshnessOf = (state: AppStore) => state.freshness

interface Props {
  /** For a room: of all lanes those that it sees, where there is so much height for them. */
  readonly presenting?: (lanes: readonly Lane[], room: number) => readonly Lane[]
}

/** Time runs to the right; lanes from top to bottom. Everything is read from the store. */
export function Timeline({ presenting }: Props) {
  const presented = presenting !== undefined
  const { timeline: words, lanes: inLanes } = useWords()
  const element = useRef<HTMLElement>(null)
  const size = useSize(element)
  const trace = useApp(traceOf)
  const window = useApp(windowOf)
  const selection = useApp(selectionIn)
  const freshness = useApp(freshnessOf)
  const scrollTop = usePointer((state) => state.scrollTop)

  const unit = (presented ? presentedUnitOf : unitOf)(globalThis.innerWidth)
  const { width } = size
  const loupe = usePointer((state) => state.loupe)
  const span = usePointer((state) => state.span)
  const folding = useFolding()
  // What somebody has put away at the desk is not put away for a room.
  const shut = presented ? NOTHING_SHUT : folding
  const allCauses = usePointer((state) => state.allCauses)
  const loupeLayout = useMemo(() => {
    const all = trace ? lanesOf(trace, { words: inLanes, shut }) : []
    const looked = all.find((lane) => lane.id === loupe?.lane)
    return looked && layOut(loupeLanes(all, looked), width / unit - LOUPE_SIDES)
  }, [trace, loupe?.lane, width, unit, inLanes, shut])
  // Where there is no room for both, the timeline itself looks closer.
  const taken = loupeLayout && loupe ? loupeHeight(loupeLayout, unit) : 0
  const shownLoupe = size.height - taken >= LEAST_STAGE * unit ? loupe : undefined
  const height = size.height - (shownLoupe ? taken : 0)
  const room = height / unit - RULER
  // Panning lays nothing out anew: only lanes without a trace depend on the window.
  const emptyUntil = trace ? 0 : window.toMs
  const { lanes, layout } = useMemo(() => {
    const full = trace ? lanesOf(trace, { low: presented, words: inLanes, shut }) : emptyLanes(emptyUntil, inLanes)
    if (presenting) {
      const few = trace ? presenting(full, room) : full
      return { lanes: few, layout: layOut(few, width / unit) }
    }
    const roomy = layOut(full, width / unit)
    if (!trace || roomy.height <= room) return { lanes: full, layout: roomy }
    const lean = lanesOf(trace, { lean: true, words: inLanes, shut })
    const leanLayout = layOut(lean, width / unit)
    if (leanLayout.height <= room) return { lanes: lean, layout: leanLayout }
    const low = room < LOW_ROOM
    const folded = lanesOf(trace, { folded: true, low, words: inLanes, shut })
    const few = low ? folded.filter(({ kind }) => kind !== 'conditions') : folded
    return { lanes: few, layout: layOut(few, width / unit) }
  }, [trace, emptyUntil, width, unit, room, inLanes, shut, presented, presenting])

  const folds = useApp(shownFolds)
  const scale = plotScale(window, width / unit, layout.names, folds)
  const origin = originOf(scale)
  const chain = useMemo(() => {
    if (!trace || !selection) return []
    const found = selection.kind === 'attempt' ? selection : findSeq(trace, selection.seq)
    if (!found) return []
    const whole = allCauses ? restartChain(trace, lanes, found) : []
    return whole.length > 0 ? whole : causeChain(trace, lanes, found)
  }, [trace, lanes, selection, allCauses])
  const selected = selection?.kind === 'entry' ? selection.seq : undefined
  const { pxPerMs, foldPx } = scale
  const flow = useMemo(
    () => causeFlow(chain, layout, (at) => travelOf({ pxPerMs, folds, foldPx }, at) - origin, selected),
    [chain, layout, pxPerMs, folds, foldPx, origin, selected],
  )
  const page = Math.floor(scrollTop / Math.max(1, room))
  const nameNodes = useMemo(
    () => laneNodes(layout, layout.names === 'beside' ? NAMES_WIDTH : width / unit, builtLanes(layout, page, room)),
    [layout, width, unit, page, room],
  )
  const nodes = useMemo(() => [...nameNodes, ...flow.nodes], [nameNodes, flow.nodes])

  const stage = useRef<Stage>({ layout, width, height, unit })
  useEffect(() => {
    stage.current = { layout, width, height, unit }
    // What was scrolled to may be gone.
    scrollBy(stage.current, 0)
  }, [layout, width, height, unit])
  const noRoom = loupe && loupeLayout && !shownLoupe ? loupe.stretch : undefined
  useEffect(() => {
    if (!noRoom) return
    setPointer({ loupe: undefined })
    appStore.getState().setWindow(noRoom)
  }, [noRoom])
  const looked = shownLoupe && layout.lanes.find(({ lane }) => lane.id === shownLoupe.lane)
  useEffect(() => {
    // The loupe takes room from below: what is looked at stays in sight above it.
    if (!looked) return
    const { scrollTop: now } = usePointer.getState()
    const below = looked.bottom - (stage.current.height / unit - RULER)
    if (below > now) scrollBy(stage.current, below - now)
  }, [looked, unit])
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!body.current) return
    const now = () => stage.current
    const stops = [
      listenToGestures(body.current, now, (lane, at) => openLoupe(now(), lane, at)),
      listenToKeys(body.current, now, presented),
      showOnScreen(now),
      followPlayhead(now),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [presented])
  useEffect(() => (element.current ? holdStill(element.current) : undefined), [])

  const panX = scale.zeroX + origin
  const { pinned } = layout
  const pinnedAt = pinned ? pinnedTop(pinned, scrollTop) : RULER
  const isPinned = pinned !== undefined && pinned.top < scrollTop
  const head = isPinned ? pinnedAt + pinned.bottom - pinned.top : RULER
  // Before there was a valid text there is nothing to be of it.
  const stale = trace && words.stale[freshness]
  return (
    <section
      ref={element}
      className={css.timeline}
      aria-label={words.timeline}
      aria-describedby="run-summary"
      data-names={layout.names}
      data-presented={presented || undefined}
      data-stale={freshness === 'fresh' || !trace ? undefined : freshness}
      style={{ '--unit': unit } as CSSProperties}
    >
      {/* What changes with every frame is said to those who need it: the tables below are very many elements. */}
      <div
        ref={body}
        className={css.stage}
        style={{ height, '--pan': `${-panX}px`, '--head': `${head * unit}px` } as CSSProperties}
      >
        {width > 0 && height > 0 && (
          <ReactFlow
            nodes={nodes}
            edges={flow.edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            viewport={{ x: panX * unit, y: (RULER - scrollTop) * unit, zoom: unit }}
            minZoom={unit}
            maxZoom={unit}
            panOnDrag={false}
            panOnScroll={false}
            zoomOnScroll={false}
            zoomOnPinch={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            autoPanOnNodeFocus={false}
            // Here it would be read as a lane's name: the list of keys says it.
            proOptions={{ hideAttribution: true }}
            panActivationKeyCode={null}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            zoomActivationKeyCode={null}
          >
            <TimelineCanvas
              lanes={lanes}
              layout={layout}
              chain={chain}
              width={width}
              height={height}
              unit={unit}
              veiled={presented}
            />
          </ReactFlow>
        )}
        {isPinned && (
          <div className={css.pinned} style={{ top: pinnedAt * unit }}>
            <LaneName placed={pinned} pinned height={pinned.bottom - pinned.top} />
          </div>
        )}
        {width > 0 && trace && freshness === 'fresh' && !presented && !EMBEDDED && (
          <>
            <AddStep layout={layout} scale={scale} width={width} unit={unit} />
            {trace.steps.some(({ at }) => at > 0) && (
              <StepPins layout={layout} scale={scale} unit={unit} failing="silent" />
            )}
          </>
        )}
        {height > 0 && <LaneScroll layout={layout} width={width} height={height} unit={unit} />}
        {span && trace && !presented && <SpanPanel lanes={lanes} span={span} failing="silent" />}
        <Readout />
        {stale && (
          <p className={css.stale} role="status">
            {stale}
          </p>
        )}
      </div>
      {shownLoupe && loupeLayout && (
        <Loupe loupe={shownLoupe} layout={loupeLayout} scale={scale} width={width} unit={unit} />
      )}
      {presented ? null : <LaneTables lanes={lanes} />}
    </section>
  )
}

/** Browsers scroll to what gets the focus, even where nothing is meant to scroll: the lanes do that themselves. */
function holdStill(element: HTMLElement): () => void {
  const back = (event: Event) => {
    if (event.target instanceof Element) event.target.scrollTo(0, 0)
  }
  element.addEventListener('scroll', back, true)
  return () => element.removeEventListener('scroll', back, true)
}
