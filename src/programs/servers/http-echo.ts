import type { Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { runDaemon } from './daemon.ts'
import { portOfAddress, readGoFlags } from './go-flags.ts'

/** hashicorp/http-echo: the same text for every path; without a text it does not start. */
export function* httpEcho(sys: Sys): Task<number> {
  const { values, rest, problem } = readGoFlags(sys.argv.slice(1), 'text listen status-code version?')
  if (problem !== undefined) {
    yield* sys.stderr.write(`${problem}\nUsage of ${sys.argv[0] ?? ''}:\n`)
    return 2
  }
  if (values.has('version')) {
    yield* sys.stderr.write('http-echo v1.0.0\n')
    return 0
  }
  const text = values.get('text') || sys.env.get('ECHO_TEXT') || ''
  if (text === '' || rest.length > 0) {
    yield* sys.stderr.write(text === '' ? 'Missing -text option!\n' : 'Too many arguments!\n')
    return 127
  }
  const listen = values.get('listen') ?? ':5678'
  const port = portOfAddress(listen)
  if (port === undefined) {
    yield* sys.stderr.write(`listen tcp: address ${listen}: missing port in address\n`)
    return 1
  }
  const status = Number(values.get('status-code') ?? 200)
  return yield* runDaemon(sys, {
    ready: `%Y/%m/%d %T [INFO] server is listening on ${listen.replaceAll('%', '%%')}`,
    ports: [
      {
        port,
        loopback: /^(?:127\.|localhost)/.test(listen),
        http: { '/health': '{"status":"ok"}\n', '*': [status, `${text}\n`] },
      },
    ],
    stop: { says: '%Y/%m/%d %T [INFO] server is shutting down' },
  })
}
