import { type Duration, SECOND } from '../../lib/time.ts'
import type { KubeletOptions } from '../../scenario/kubelet-options.ts'
import type { Timer } from '../kernel/kernel.ts'
import type { World } from '../world/world.ts'
import type { RuntimeContainer } from './container.ts'
import { lineSplitter } from './stream.ts'

/** What the runtime keeps of a container's log for FallbackToLogsOnError. */
const LOG_TAIL_LINES = 80
/** More lines than this of one log file are counted, not kept: a runaway must not fill the page. */
const LOG_LINE_LIMIT = 20_000
/** No more text than this is kept of all logs together. */
const LOG_TEXT_LIMIT = 8 * 1024 * 1024

/** What the runtime writes before each line: time, stream and a flag. */
const LINE_HEAD = 46
/** When a node's kubelet rotates the logs of its containers. */
export interface LogRotation {
  /** Bytes; undefined: never. */
  readonly maxSize: number | undefined
  readonly maxFiles: number
  /** How often it looks. */
  readonly monitorInterval: Duration
}

// kubelet: apis/config/v1beta1/defaults.go containerLogMaxSize, containerLogMaxFiles, containerLogMonitorInterval (v1.36)
const MAX_SIZE = 10 * 1024 * 1024
const MAX_FILES = 5
const MONITOR_INTERVAL = 10 * SECOND

/** What of it is set, and the rest as Kubernetes has it. A negative size says that logs are not rotated. */
// kubelet: logs/container_log_manager.go NewContainerLogManager (v1.36)
export function logRotation(options: KubeletOptions = {}): LogRotation {
  const { containerLogMaxSize: maxSize = MAX_SIZE, containerLogMaxFiles: maxFiles = MAX_FILES } = options
  return {
    maxSize: maxSize < 0 ? undefined : maxSize,
    maxFiles,
    monitorInterval: options.containerLogMonitorInterval ?? MONITOR_INTERVAL,
  }
}

/** The files that a container's log is in: a full one is rotated, the oldest is removed. Its two streams share them. */
// kubelet: logs/container_log_manager.go rotateLogs (v1.36)
class LogFiles {
  /** Of the file that is written to, which is all that `kubectl logs` reads. */
  bytes = 0
  lines = 0
  readonly #world: World
  readonly #container: RuntimeContainer
  readonly #rotation: LogRotation
  #timer: Timer | undefined

  constructor(world: World, container: RuntimeContainer, rotation: LogRotation) {
    this.#world = world
    this.#container = container
    this.#rotation = rotation
  }

  add(bytes: number): void {
    const { kernel } = this.#world
    const { maxSize = Number.POSITIVE_INFINITY, maxFiles, monitorInterval } = this.#rotation
    this.bytes += bytes
    const room = maxFiles * maxSize - this.#container.logBytes
    const grows = Math.min(bytes, Math.max(0, room))
    this.#container.logBytes += grows
    if (grows > 0) this.#container.config.layer.onGrow(grows)
    if (this.bytes < maxSize || this.#timer?.run) return
    const at = (Math.floor(kernel.now / monitorInterval) + 1) * monitorInterval
    this.#timer = kernel.within(undefined, () => kernel.at(at, () => this.#rotate(), { background: true }))
  }

  #rotate(): void {
    if (this.#container.exit) return
    this.bytes = 0
    this.lines = 0
    this.#container.log = []
    this.#world.record({
      kind: 'decision',
      pod: this.#container.pod,
      container: this.#container.name,
      decision: 'logRotation',
      value: { maxSize: this.#rotation.maxSize ?? 0 },
    })
  }
}

const files = new WeakMap<RuntimeContainer, LogFiles>()
/** How much text of all logs has been kept. */
const kept = new WeakMap<World, { length: number }>()

/** One stream of a container's log, line by line into the trace. */
export function containerLog(
  world: World,
  container: RuntimeContainer,
  stream: 'stdout' | 'stderr',
  rotation: LogRotation,
): ReturnType<typeof lineSplitter> {
  const log = files.get(container) ?? new LogFiles(world, container, rotation)
  files.set(container, log)
  const total = kept.get(world) ?? { length: 0 }
  kept.set(world, total)
  return lineSplitter((line, partial) => {
    world.kernel.work('logLine')
    world.kernel.work('character', line.length)
    container.logTail.push(partial ? line : `${line}\n`)
    if (container.logTail.length > LOG_TAIL_LINES) container.logTail.shift()
    log.add(LINE_HEAD + line.length)
    if (++log.lines > LOG_LINE_LIMIT) return
    if (log.lines === LOG_LINE_LIMIT) {
      const note = { kind: 'logLines', container: container.name, most: LOG_LINE_LIMIT } as const
      world.record({ kind: 'notSimulated', note })
    }
    if (total.length > LOG_TEXT_LIMIT) return
    world.kernel.work('entry')
    world.kernel.work('keptCharacter', line.length)
    total.length += line.length
    if (total.length > LOG_TEXT_LIMIT) {
      world.record({ kind: 'notSimulated', note: { kind: 'logText', mebibytes: LOG_TEXT_LIMIT / 1024 ** 2 } })
    }
    container.addToLog(world.now, stream, partial ? line : `${line}\n`)
    world.record({
      kind: 'log',
      pod: container.pod,
      container: container.name,
      restart: container.config.attempt,
      stream,
      line,
      ...(partial ? { partial } : {}),
      ...(container.runSpan === undefined ? {} : { cause: container.runSpan }),
    })
  })
}
