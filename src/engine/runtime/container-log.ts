import type { World } from '../world.ts'
import type { RuntimeContainer } from './container.ts'
import { lineSplitter } from './stream.ts'

/** What the runtime keeps of a container's log for FallbackToLogsOnError. */
const LOG_TAIL_LINES = 80
/** More lines than this of one container run are counted, not kept: a runaway must not fill the page. */
const LOG_LINE_LIMIT = 20_000

/** What the runtime writes before each line: time, stream and a flag. */
const LINE_HEAD = 46
/** Full logs are rotated, and the oldest removed. */
// kubelet: apis/config/v1beta1/defaults.go containerLogMaxSize, containerLogMaxFiles (v1.36)
const LOG_MAX_BYTES = 5 * 10 * 1024 * 1024

/** One stream of a container's log, line by line into the trace. */
export function containerLog(
  world: World,
  container: RuntimeContainer,
  stream: 'stdout' | 'stderr',
): ReturnType<typeof lineSplitter> {
  let lines = 0
  return lineSplitter((line) => {
    container.logTail.push(line)
    if (container.logTail.length > LOG_TAIL_LINES) container.logTail.shift()
    const bytes = Math.min(LINE_HEAD + line.length, LOG_MAX_BYTES - container.logBytes)
    container.logBytes += bytes
    if (bytes > 0) container.config.layer.onGrow(bytes)
    lines++
    if (lines === LOG_LINE_LIMIT) {
      const what = `more than ${LOG_LINE_LIMIT} log lines of one run of ${container.name}`
      world.record({ kind: 'notSimulated', what })
    }
    if (lines > LOG_LINE_LIMIT) return
    world.record({
      kind: 'log',
      pod: container.pod,
      container: container.name,
      restart: container.config.attempt,
      stream,
      line,
      ...(container.runSpan === undefined ? {} : { cause: container.runSpan }),
    })
  })
}
