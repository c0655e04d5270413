import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo, type ReactNode } from 'react'
import type { ClusterScene, SceneContainer } from '../../view/control-plane/cluster-scene.ts'
import type { Drawing, Happening, NumberedMessage } from '../../view/control-plane/draw-messages.ts'
import {
  API_SERVER,
  containerParty,
  ETCD,
  KUBELET,
  NODE,
  type Party,
  RUNTIME,
  SANDBOX,
  SCHEDULER,
  USER,
} from '../../view/control-plane/message.ts'
import type { Box, ContainerDetail, Placement } from '../../view/control-plane/place-cluster.ts'
import { sayChanges, sayParty } from '../../view/control-plane/say-message.ts'
import type { ControlPlaneWords } from '../../view/control-plane/words-en.ts'
import { Swatch } from '../inspector/Swatch.tsx'
import type { Words } from '../language/english.ts'
import css from './ControlPlane.module.css'

export interface SceneWords {
  readonly say: ControlPlaneWords
  readonly ui: Words['controlPlaneUi']
}

type BoxNode = Node<
  { readonly content: ReactNode; readonly look: string; readonly lit: boolean; readonly tone?: string },
  'box'
>

const BoxView = memo(function BoxView({ data }: NodeProps<BoxNode>) {
  return (
    <div className={css.box} data-look={data.look} data-lit={data.lit} data-tone={data.tone}>
      {data.content}
      {/* Where a lane ends is ours to say; React Flow wants to see an end all the same. */}
      <Handle type="source" position={Position.Right} className={css.handle ?? ''} isConnectable={false} />
      <Handle type="target" position={Position.Left} className={css.handle ?? ''} isConnectable={false} />
    </div>
  )
})

/** In a narrower box a name takes two lines. */
const ROOM_FOR_NOTE = 116

/** React Flow wants the same object at every render. */
export const NODE_TYPES = { box: BoxView }

export function clusterNodes(
  scene: ClusterScene,
  placement: Placement,
  drawing: Drawing,
  drawn: readonly NumberedMessage[],
  words: SceneWords,
): BoxNode[] {
  const { say } = words
  const low = placement.arrangement === 'tall'
  const nodes: BoxNode[] = []
  const add = (party: Party, look: string, content: ReactNode, tone?: string) => {
    const box = placement.boxes.get(party)
    if (box) nodes.push(nodeOf(party, box, { content, look, lit: drawing.lit.has(party), ...(tone ? { tone } : {}) }))
  }
  const plain = (party: Party, note: string) =>
    add(
      party,
      low ? 'compact' : 'plain',
      <Plain title={sayParty(party, say)} note={note} happening={drawing.happenings.get(party)} />,
    )

  add(NODE, scene.node ? 'frame' : 'emptyFrame', <NodeHead scene={scene} low={low} words={words} drawing={drawing} />)
  add(
    SANDBOX,
    scene.sandbox === 'up' || scene.sandbox === 'coming' ? 'sandbox' : 'absentSandbox',
    <Plain
      title={say.sandbox}
      note={scene.sandbox === 'up' ? (scene.ip ?? '') : ''}
      mono="note"
      happening={undefined}
    />,
  )
  const command = low ? undefined : commandOf(drawn)
  add(
    USER,
    low ? 'compact' : 'plain',
    <>
      <b className={css.title}>{sayParty(USER, say)}</b>
      <span className={command === undefined ? css.note : css.command}>{command ?? say.userNote}</span>
    </>,
  )
  if (low) add(ETCD, 'narrow', <b className={css.title}>{sayParty(ETCD, say)}</b>)
  else plain(ETCD, say.etcdNote)
  add(
    API_SERVER,
    low ? 'low' : 'plain',
    <ApiServer scene={scene} rows={placement.versionRows} low={low} words={words} />,
  )
  for (const party of placement.boxes.keys()) {
    if (!/^(controller|kubelet)\//.test(party)) continue
    if ((placement.boxes.get(party)?.width ?? 0) >= ROOM_FOR_NOTE) {
      plain(party, party === SCHEDULER ? pickedNote(scene, say) : say.controllerNote)
    } else add(party, 'narrow', <b className={css.title}>{sayParty(party, say)}</b>)
  }
  plain(KUBELET, scene.node?.ready === 'Unknown' ? say.kubeletSilent : say.kubeletNote)
  plain(RUNTIME, say.runtimeNote)
  add(
    'pause',
    scene.sandbox === 'up' ? 'inner' : 'absent',
    <Plain title="pause" note={low ? '' : say.pauseNote} mono="title" happening={undefined} />,
  )
  for (const container of scene.containers) {
    const party = containerParty(container.name)
    add(
      party,
      container.phase === 'absent' ? 'absent' : 'container',
      <ContainerBox
        container={container}
        detail={placement.containerDetail}
        words={words}
        happening={drawing.happenings.get(party)}
      />,
      container.tone,
    )
  }
  return nodes
}

function nodeOf(id: string, { x, y, width, height }: Box, data: BoxNode['data']): BoxNode {
  const middle = { x: width / 2, y: height / 2, width: 1, height: 1 }
  return {
    id,
    type: 'box',
    position: { x, y },
    ...{ width, height, data },
    // Frames behind the arrows, boxes before them.
    zIndex: /[fF]rame|[sS]andbox/.test(data.look) ? 0 : 3,
    handles: [
      { type: 'source', position: Position.Right, ...middle },
      { type: 'target', position: Position.Left, ...middle },
    ],
    ...{ draggable: false, selectable: false, focusable: false },
  }
}

function Plain({
  title,
  note,
  mono,
  happening,
}: {
  readonly title: string
  readonly note: string
  /** What of it is a machine's word. */
  readonly mono?: 'title' | 'note'
  readonly happening: Happening | undefined
}) {
  return (
    <>
      <b className={css.title} data-mono={mono === 'title'}>
        {title}
      </b>
      <span className={css.note} data-mono={mono === 'note'} data-lit={happening?.lit}>
        {happening ? (
          <>
            <i className={css.number}>{happening.number}</i> {happening.text}
          </>
        ) : (
          note
        )}
      </span>
    </>
  )
}

/** The versions around the present one: what it was, what it is, and what it will be next. */
function ApiServer({
  scene,
  rows,
  low,
  words: { say },
}: {
  readonly scene: ClusterScene
  readonly rows: number
  readonly low: boolean
  readonly words: SceneWords
}) {
  const { versions, written } = scene
  const passed = versions.filter(({ when }) => when !== 'future').length
  const last = Math.min(versions.length, passed + 1)
  const shown = versions.slice(Math.max(0, last - rows), Math.max(last, Math.min(rows, versions.length)))
  return (
    <>
      <b className={low ? css.lowTitle : css.title}>{say.apiServer}</b>
      <span className={low ? css.lowNote : css.note}>
        {scene.gone ? say.gone : written === 0 ? say.noVersion : say.versions(written)}
      </span>
      <ol className={css.versions}>
        {shown.map((version) => (
          <li key={version.seq} data-when={version.when}>
            <code className={css.version}>{version.version}</code>
            <span className={css.brought}>{sayChanges(version.changes, say)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function NodeHead({
  scene,
  low,
  words: { say },
  drawing,
}: {
  readonly scene: ClusterScene
  /** Lanes lead through it. */
  readonly low: boolean
  readonly words: SceneWords
  readonly drawing: Drawing
}) {
  const { node, nodeCount } = scene
  const happening = drawing.happenings.get(NODE)
  if (node === undefined) {
    return (
      <span className={css.nodeHead}>
        <b>{say.noNode}</b> <span>{say.nodes(nodeCount)}</span>
      </span>
    )
  }
  const sick = [
    ...(node.ready === 'True' || node.ready === undefined ? [] : [say.nodeReady(node.ready)]),
    ...node.troubles,
  ]
  const size = [node.cpu && `${node.cpu} CPU`, node.memory].filter(Boolean).join(', ')
  return (
    <span className={css.nodeHead}>
      <code>{node.name}</code>
      {happening ? (
        <span className={css.happening} data-lit={happening.lit}>
          <i className={css.number}>{happening.number}</i> {happening.text}
        </span>
      ) : sick.length > 0 ? (
        <span className={css.sick}>{sick.join(', ')}</span>
      ) : (
        <span>{low ? '' : size}</span>
      )}
      {nodeCount > 1 ? <span className={css.others}>{say.otherNodes(nodeCount - 1)}</span> : null}
    </span>
  )
}

function ContainerBox({
  container,
  detail,
  words: { ui },
  happening,
}: {
  readonly container: SceneContainer
  readonly detail: ContainerDetail
  readonly words: SceneWords
  readonly happening: Happening | undefined
}) {
  const { name, kind, phase, tone, run, line } = container
  const state = stateText(container, ui)
  return (
    <>
      <span className={css.containerHead}>
        <code className={css.containerName}>{name}</code>
        {tone ? <Swatch tone={tone} /> : null}
      </span>
      <span className={css.state} data-tone={tone} data-lit={happening?.lit}>
        {happening ? (
          <>
            <i className={css.number}>{happening.number}</i> {happening.text}
          </>
        ) : (
          state
        )}
      </span>
      {detail === 'state' ? null : (
        <span className={css.more}>
          {[ui.kinds[kind], phase === 'absent' || run === 0 ? '' : ui.run(run)].filter(Boolean).join(', ')}
        </span>
      )}
      {detail !== 'log' || line === undefined ? null : <code className={css.line}>{line}</code>}
    </>
  )
}

function stateText({ phase, tone, exitCode, reason }: SceneContainer, ui: SceneWords['ui']): string {
  if (phase === 'running')
    return tone === 'ready' ? `${ui.phases.running}, ${ui.ready}` : `${ui.phases.running}, ${ui.notReady}`
  if (phase === 'ended' && exitCode !== undefined) return ui.exit(exitCode)
  if ((phase === 'waiting' || phase === 'backOff') && reason !== undefined) return reason
  return ui.phases[phase]
}

function pickedNote({ picked }: ClusterScene, words: ControlPlaneWords): string {
  if (picked === undefined) return words.schedulerNote
  return picked.node === undefined ? words.noneFits(picked.of) : words.picked(picked.node, picked.of)
}

/** What was typed that this conversation is about. */
function commandOf(drawn: readonly NumberedMessage[]): string | undefined {
  const asked = drawn.findLast(({ message: { saying, from } }) => from === USER && saying.kind === 'write')?.message
    .saying
  return asked?.kind === 'write' ? asked.command?.replace(/^kubectl /, '') : undefined
}
