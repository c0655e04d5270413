import { ReactFlow, type Viewport } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { usePanels } from '../../app/panels.ts'
import { takeStepping } from '../../app/step.ts'
import { useApp } from '../../app/store.ts'
import { sameValue } from '../../lib/same-value.ts'
import { clusterScene, controllersIn } from '../../view/control-plane/cluster-scene.ts'
import { drawMessages, type NumberedMessage } from '../../view/control-plane/draw-messages.ts'
import { placeCluster } from '../../view/control-plane/place-cluster.ts'
import { sentenceOf } from '../../view/control-plane/say-message.ts'
import { useWords } from '../language/words.ts'
import { useSize } from '../panel/use-size.ts'
import { unitOf } from '../timeline/layout.ts'
import css from './ControlPlane.module.css'
import { useCanvas } from './canvas-state.ts'
import { EDGE_TYPES, laneEdges } from './lane-edge.tsx'
import { clusterNodes, NODE_TYPES } from './nodes.tsx'
import { useStable } from './use-stable.ts'
import { stepMessage, type TalkNow, useTalk } from './use-talk.ts'
import '@xyflow/react/dist/base.css'

/** The components of the cluster and what they say to each other, up to the playhead. */
export function ControlPlane() {
  const { controlPlaneUi: words } = useWords()
  const now = useTalk()
  const freshness = useApp((state) => state.freshness)
  const trace = useApp((state) => state.trace)
  const empty = useApp((state) => state.text.trim() === '')
  useMessageSteps(now)
  const element = useRef<HTMLElement>(null)
  const size = useSize(element)
  const stale = words.stale[freshness]
  return (
    <section ref={element} className={css.canvas} aria-label={words.picture} data-stale={stale !== '' || undefined}>
      {empty ? null : now === undefined ? (
        <p className={css.empty}>{trace === undefined ? words.loading : words.noPod}</p>
      ) : size.width > 0 && size.height > 0 ? (
        <Cluster now={now} width={size.width} height={size.height} />
      ) : null}
      {now === undefined ? null : <Said now={now} />}
      {stale === '' || trace === undefined ? null : (
        <p className={css.stale} role="status">
          {stale}
        </p>
      )}
    </section>
  )
}

/** The message of the moment in words, for those who do not see the canvas. */
function Said({ now }: { readonly now: TalkNow }) {
  const { controlPlane, explain } = useWords()
  const playing = useApp((state) => state.playing)
  const message = now.talk.messages[now.passed]
  const text = message && sentenceOf(now.trace, message, controlPlane, explain)
  return (
    <p className="visually-hidden" role="status">
      {playing ? '' : text}
    </p>
  )
}

function Cluster({ now, width, height }: { readonly now: TalkNow; readonly width: number; readonly height: number }) {
  const { controlPlane, controlPlaneUi } = useWords()
  const { trace, uid, at, talk } = now
  const drawn = useStable(now.drawn, sameDrawn)
  const scene = useStable(
    useMemo(() => clusterScene(trace, uid, at), [trace, uid, at]),
    sameValue,
  )
  const controllers = useMemo(() => controllersIn(talk.messages), [talk])
  const names = useMemo(() => scene?.containers.map(({ name }) => name) ?? [], [scene])
  // On a large screen all is drawn larger, as the timeline is.
  const unit = unitOf(globalThis.innerWidth)
  // The containers of a Pod are always others objects, seldom others.
  const key = names.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for names
  const placement = useMemo(
    () => placeCluster({ width: width / unit, height: height / unit, controllers, containers: names }),
    [width, height, unit, controllers, key],
  )
  const drawing = useMemo(() => drawMessages(placement, drawn, controlPlane), [placement, drawn, controlPlane])
  const nodes = useMemo(
    () => (scene ? clusterNodes(scene, placement, drawing, drawn, { say: controlPlane, ui: controlPlaneUi }) : []),
    [scene, placement, drawing, drawn, controlPlane, controlPlaneUi],
  )
  const edges = useMemo(() => laneEdges(drawing, talk), [drawing, talk])
  const { viewport, moved } = useViewport(placement, width, height, unit)
  return (
    <div className={css.flow}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        viewport={viewport}
        onViewportChange={moved}
        minZoom={0.3}
        maxZoom={2.5}
        panOnDrag
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        panActivationKeyCode={null}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        attributionPosition="bottom-left"
      />
    </div>
  )
}

/** A message of another run is another one, though it may have the same number. */
function sameDrawn(a: readonly NumberedMessage[], b: readonly NumberedMessage[]): boolean {
  return a.length === b.length && a.every((each, index) => sameNumbered(each, b[index]))
}

function sameNumbered(a: NumberedMessage, b: NumberedMessage | undefined): boolean {
  return b !== undefined && a.message === b.message && a.number === b.number && a.lit === b.lit
}

/** All of it in sight until somebody moves or zooms it. */
function useViewport(
  placement: { readonly width: number; readonly height: number },
  width: number,
  height: number,
  unit: number,
) {
  const chosen = useCanvas((state) => state.viewport)
  const zoom = useCanvas((state) => state.zoom)
  const fitted = useMemo(() => {
    const fit = Math.min(unit, width / placement.width, height / placement.height)
    const scale = fit * zoom
    return {
      x: (width - placement.width * scale) / 2,
      y: (height - placement.height * scale) / 2,
      zoom: scale,
    }
  }, [placement.width, placement.height, width, height, unit, zoom])
  // What was moved by hand belongs to the size that it was moved in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes are what it is about
  useEffect(() => useCanvas.setState({ viewport: undefined }), [width, height])
  const moved = (viewport: Viewport) => {
    // React Flow also reports what it was given.
    const same = Math.abs(viewport.x - fitted.x) < 1 && Math.abs(viewport.y - fitted.y) < 1
    if (!same || viewport.zoom !== fitted.zoom) useCanvas.setState({ viewport })
  }
  return { viewport: chosen ?? fitted, moved }
}

/** `.` and `,` go from message to message while this is looked at, unless changes are asked for. */
function useMessageSteps(now: TalkNow | undefined): void {
  const by = usePanels((panels) => panels.stepBy)
  useEffect(() => {
    if (by !== 'message' || now === undefined) return
    return takeStepping((direction) => stepMessage(now.talk, now.passed, direction))
  }, [by, now])
}
