import { API_SERVER, containerParty, ETCD, KUBELET, NODE, type Party, RUNTIME, SANDBOX, USER } from './message.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Side by side where there is room; one below the other on a phone. */
export type Arrangement = 'wide' | 'tall'

export interface Placement {
  readonly arrangement: Arrangement
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<Party, Box>
  /** How many of the object's versions there is room for. */
  readonly versionRows: number
  /** How much of each container there is room for. */
  readonly containerDetail: ContainerDetail
}

/** Its state only; which run it is, too; or the last line of its log as well. */
export type ContainerDetail = 'state' | 'run' | 'log'

export interface Room {
  readonly width: number
  readonly height: number
  /** The scheduler first. */
  readonly controllers: readonly Party[]
  readonly containers: readonly string[]
}

/** Below this width boxes stand one below the other. */
const NARROW = 620
const LEAST_WIDE = { width: 772, height: 432 }
const LEAST_TALL = { width: 360, height: 432 }
/** Wider than this it would fall apart. */
const WIDEST = 1160
const HIGHEST = 720

const SANDBOX_HEAD = 44
const PAUSE = 40
const PAUSE_LOW = 26
/** Heights of a container's box in which the run has room, and two lines of its log. */
const WITH_RUN = 61
const WITH_LOG = 89
const BETWEEN = 8
const LOW_CONTAINER = 32
const HIGH_CONTAINER = 92
const VERSION_ROW = 20
const API_HEAD = 58
const LOW_API_HEAD = 28
const LOW_BOX = 42
/** Three lanes leave it, one below the other. */
const RUNTIME_HEIGHT = 64

/** Where everything stands, in pixels; what has no room of its own is not there. */
export function placeCluster(room: Room): Placement {
  return room.width < NARROW ? placeTall(room) : placeWide(room)
}

function placeWide(room: Room): Placement {
  const width = Math.max(room.width, LEAST_WIDE.width)
  const height = Math.max(room.height, LEAST_WIDE.height)
  const used = Math.min(width, WIDEST)
  const extra = used - LEAST_WIDE.width
  const left = (width - used) / 2 + 12
  const tall = Math.min(height, HIGHEST)
  const top = (height - tall) / 2 + 14
  const bottom = top + tall - 28
  const boxes = new Map<Party, Box>()

  const user = { x: left, width: 90 + 0.08 * extra, height: 72 }
  const apiX = user.x + user.width + 86 + 0.2 * extra
  const apiWidth = 166 + 0.1 * extra
  const versionRows = Math.max(2, Math.min(6, Math.floor((tall - 28 - 2 * 56 - 2 * 72 - API_HEAD) / VERSION_ROW)))
  const apiHeight = API_HEAD + versionRows * VERSION_ROW + 8
  const apiY = top + (bottom - top - apiHeight) / 2
  const api = { x: apiX, y: apiY, width: apiWidth, height: apiHeight }
  boxes.set(USER, { ...user, y: apiY + apiHeight / 2 - 36 })
  boxes.set(API_SERVER, api)
  boxes.set(ETCD, { x: apiX, y: top, width: apiWidth, height: 56 })

  const nodeX = apiX + apiWidth + 72 + 0.18 * extra
  placeControllers(boxes, room.controllers.slice(0, 4), api, left, nodeX - 20, bottom - 56)

  const pad = 14 + 0.02 * extra
  const kubeletWidth = 116 + 0.1 * extra
  const node = { x: nodeX, y: top, width: left + used - 24 - nodeX, height: bottom - top }
  const kubelet = { x: nodeX + pad, y: Math.max(top + 44, apiY + 4), width: kubeletWidth, height: 56 }
  const sandboxX = kubelet.x + kubeletWidth + 58 + 0.14 * extra
  const room1 = { x: sandboxX, width: node.x + node.width - pad - sandboxX, from: top + 40, to: bottom - 14 }
  const containerDetail = placeSandbox(boxes, room.containers, room1, false)
  const sandbox = boxes.get(SANDBOX) as Box
  const first = boxes.get(containerParty(room.containers[0] ?? '')) ?? sandbox
  boxes.set(NODE, node)
  boxes.set(KUBELET, kubelet)
  const runtimeY = Math.min(bottom - 14 - RUNTIME_HEIGHT, first.y + first.height / 2 - RUNTIME_HEIGHT / 2)
  boxes.set(RUNTIME, { ...kubelet, y: Math.max(kubelet.y + 56 + 96, runtimeY), height: RUNTIME_HEIGHT })
  return { arrangement: 'wide', width, height, boxes, versionRows, containerDetail }
}

/** The scheduler stands below the API server where it can; others to its left and right. */
function placeControllers(
  boxes: Map<Party, Box>,
  controllers: readonly Party[],
  api: Box,
  left: number,
  right: number,
  y: number,
): void {
  const count = controllers.length
  if (count === 0) return
  const gap = 12
  const width = Math.min(api.width, (right - left - gap * (count - 1)) / count)
  const total = width * count + gap * (count - 1)
  const start = Math.max(left, Math.min(api.x + api.width / 2 - total / 2, right - total))
  // Which place is nearest to the middle of the API server.
  const nearest = Math.round((api.x + api.width / 2 - start - width / 2) / (width + gap))
  const middle = Math.max(0, Math.min(count - 1, nearest))
  const [first, ...others] = controllers
  const order = [...others.slice(0, middle), first as Party, ...others.slice(middle)]
  for (const [index, party] of order.entries()) {
    boxes.set(party, { x: start + index * (width + gap), y, width, height: 56 })
  }
}

function placeTall(room: Room): Placement {
  const width = Math.max(room.width, LEAST_TALL.width)
  const height = Math.max(room.height, LEAST_TALL.height)
  const boxes = new Map<Party, Box>()
  const margin = 8
  const inner = width - 2 * margin
  const row = [USER, ETCD, ...room.controllers.slice(0, 2)]
  const gap = 10
  const cell = (inner - gap * (row.length - 1)) / row.length
  for (const [index, party] of row.entries()) {
    boxes.set(party, { x: margin + index * (cell + gap), y: margin, width: cell, height: LOW_BOX })
  }
  // What there is more of goes to the lanes first, then to the versions.
  const spare = height - LEAST_TALL.height
  const lane = 46 + Math.min(20, spare / 4)
  const versionRows = 2 + Math.min(3, Math.floor(Math.max(0, spare - 60) / VERSION_ROW))
  const apiHeight = LOW_API_HEAD + versionRows * VERSION_ROW + 4
  const api = { x: margin, y: margin + LOW_BOX + lane, width: inner, height: apiHeight }
  boxes.set(API_SERVER, api)
  const nodeY = api.y + api.height + lane
  const node = { x: margin, y: nodeY, width: inner, height: height - margin - nodeY }
  boxes.set(NODE, node)
  const kubelet = { x: node.x + 10, y: nodeY + 28, width: 108 + 0.15 * (width - LEAST_TALL.width), height: LOW_BOX }
  boxes.set(KUBELET, kubelet)
  const runtimeHeight = LOW_BOX + 14
  boxes.set(RUNTIME, { ...kubelet, y: node.y + node.height - 16 - runtimeHeight, height: runtimeHeight })
  const x = kubelet.x + kubelet.width + 78 + 0.3 * (width - LEAST_TALL.width)
  const column = { x, width: node.x + node.width - 10 - x, from: nodeY + 28, to: node.y + node.height - 8 }
  const containerDetail = placeSandbox(boxes, room.containers, column, true)
  return { arrangement: 'tall', width, height, boxes, versionRows, containerDetail }
}

/** The sandbox stands on the ground of the node box; returns how much of its containers there is room for. */
function placeSandbox(
  boxes: Map<Party, Box>,
  containers: readonly string[],
  room: { readonly x: number; readonly width: number; readonly from: number; readonly to: number },
  small: boolean,
): ContainerDetail {
  const count = Math.max(1, containers.length)
  const pause = small ? PAUSE_LOW : PAUSE
  const free = room.to - room.from - SANDBOX_HEAD - pause - BETWEEN
  const each = Math.max(LOW_CONTAINER - BETWEEN, Math.min(HIGH_CONTAINER, free / count - BETWEEN))
  const height = SANDBOX_HEAD + pause + BETWEEN + count * (each + BETWEEN)
  const y = Math.max(room.from, room.to - height)
  boxes.set(SANDBOX, { x: room.x, y, width: room.width, height })
  const inner = { x: room.x + 8, width: room.width - 16 }
  boxes.set('pause', { ...inner, y: y + SANDBOX_HEAD, height: pause })
  for (const [index, name] of containers.entries()) {
    const top = y + SANDBOX_HEAD + pause + BETWEEN + index * (each + BETWEEN)
    boxes.set(containerParty(name), { ...inner, y: top, height: each })
  }
  if (each < WITH_RUN) return 'state'
  return each < WITH_LOG ? 'run' : 'log'
}
