import { SECOND } from '../../lib/time.ts'
import type { Timer } from '../kernel/kernel.ts'
import type { World } from '../world.ts'
import type { RuntimeContainer } from './container.ts'
import { lineSplitter } from './stream.ts'

/** What the runtime keeps of a container's log for FallbackToLogsOnError. */
const LOG_TAIL_LINES = 80
/** More lines than this of one log file are counted, not kept: a runaway must not fill the page. */
const LOG_LINE_LIMIT = 20_000
/** No more text than this is kept of all logs together. */
const LOG_TEXT_LIMIT = 32 * 1024 * 1024

/** What the runtime writes before each line: time, stream and a flag. */
const LINE_HEAD = 46
// kubelet: apis/config/v1beta1/defaults.go containerLogMaxSize, containerLogMaxFiles, containerLogMonitorInterval (v1.36)
const LOG_FILE_BYTES = 10 * 1024 * 1024
const LOG_FILES = 5
const MONITOR_INTERVAL = 10 * SECOND

/** The files that a container's log is in: a full one is rotated, the oldest is removed. Its two streams share them. */
// kubelet: logs/container_log_manager.go rotateLogs (v1.36)
class LogFiles {
  /** Of the file that is written to, which is all that `kubectl logs` reads. */
  bytes = 0
  lines = 0
  readonly #world: World
  readonly #container: RuntimeContainer
  #rotation: Timer | undefined

  constructor(world: World, container: RuntimeContainer) {
    this.#world = world
    this.#container = container
  }

  add(bytes: number): void {
    const { kernel } = this.#world
    this.bytes += bytes
    const room = LOG_FILES * LOG_FILE_BYTES - this.#container.logBytes
    const grows = Math.min(bytes, Math.max(0, room))
    this.#container.logBytes += grows
    if (grows > 0) this.#container.config.layer.onGrow(grows)
    if (this.bytes <= LOG_FILE_BYTES || this.#rotation?.run) return
    const at = (Math.floor(kernel.now / MONITOR_INTERVAL) + 1) * MONITOR_INTERVAL
    this.#rotation = kernel.within(undefined, () => kernel.at(at, () => this.#rotate(), { background: true }))
  }

  #rotate(): void {
    if (this.#container.exit) return
    this.bytes = 0
    this.lines = 0
    this.#world.record({
      kind: 'decision',
      pod: this.#container.pod,
      container: this.#container.name,
      decision: 'logRotation',
      summary: 'The log is longer than 10Mi and is rotated: kubectl logs shows what is written from now on.',
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
): ReturnType<typeof lineSplitter> {
  const log = files.get(container) ?? new LogFiles(world, container)
  files.set(container, log)
  const total = kept.get(world) ?? { length: 0 }
  kept.set(world, total)
  return lineSplitter((line, partial) => {
    container.logTail.push(partial ? line : `${line}\n`)
    if (container.logTail.length > LOG_TAIL_LINES) container.logTail.shift()
    log.add(LINE_HEAD + line.length)
    if (++log.lines > LOG_LINE_LIMIT) return
    if (log.lines === LOG_LINE_LIMIT) {
      const what = `more than ${LOG_LINE_LIMIT} log lines of one run of ${container.name}`
      world.record({ kind: 'notSimulated', what })
    }
    if (total.length > LOG_TEXT_LIMIT) return
    total.length += line.length
    if (total.length > LOG_TEXT_LIMIT) {
      world.record({ kind: 'notSimulated', what: 'more than 32 MiB of logs: what containers write from here on' })
    }
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
