import type { Program } from '../../../engine/program-api/program.ts'
import { blocks, words } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { isLoopback, portIn } from '../config/settings.ts'

/** nats-server. */
// nats-server: server/opts.go, main.go usage (2.11)
const nats: Program = configured({
  flags: { oneDash: true, switches: 'js jetstream D V DV DVV syslog v version h help', letters: {} },
  file: (settings) => {
    const path = settings.text('c') ?? settings.text('config')
    return path === undefined
      ? undefined
      : { path, format: blocks, missing: () => [1, `nats-server: open ${path}: no such file or directory`] }
  },
  run: (settings) => {
    const one = (...names: string[]): number | undefined =>
      names.map((name) => portIn(settings.text(name))).find((port) => port !== undefined)
    const port = one('p', 'port', 'listen') ?? 4222
    const http = one('m', 'http_port', 'http', 'monitor_port')
    const cluster = one('cluster.listen', 'cluster.port', 'cluster')
    const loopback = isLoopback(
      settings.text('a') ?? settings.text('addr') ?? settings.text('host') ?? settings.text('net'),
    )
    return {
      memoryMiB: 12,
      says: '[1] %Y/%m/%d %T.%L000 [INF] Starting nats-server',
      ready: `[1] %Y/%m/%d %T.%L000 [INF] Listening for client connections on 0.0.0.0:${port}\n[1] %Y/%m/%d %T.%L000 [INF] Server is ready`,
      ports: [
        { port, loopback },
        ...(http ? [{ port: http, http: { '/healthz': '{"status":"ok"}', '/varz': '{}', '/': 'NATS\n' } }] : []),
        ...(cluster ? [{ port: cluster }] : []),
      ],
      hears: { SIGHUP: '[1] %Y/%m/%d %T.%L000 [INF] Reloaded server configuration', SIGUSR1: '' },
      stop: { on: ['SIGTERM', 'SIGINT', 'SIGUSR2'], says: '[1] %Y/%m/%d %T.%L000 [INF] Server Exiting..' },
    }
  },
})

/** mosquitto: since 2.0 it lets only its own machine in where nobody has configured a listener. */
// mosquitto: man mosquitto.conf, listener
const mosquitto: Program = configured({
  flags: { letters: { c: 'config', p: 'port' }, switches: 'v d' },
  file: (settings) => {
    const path = settings.text('config')
    return path === undefined
      ? undefined
      : { path, format: words, missing: () => [3, `%s: Error: Unable to open config file '${path}'.`] }
  },
  run: (settings) => {
    const listeners = settings.all('listener').map((each) => each.split(/\s+/))
    const said = settings.number('port')
    const local = listeners.length === 0 && !settings.has('port')
    const ports =
      listeners.length > 0
        ? listeners.map(([port, address]) => ({ port: Number(port), loopback: isLoopback(address) }))
        : [{ port: said ?? 1883, loopback: local }]
    return {
      memoryMiB: 4,
      says: '%s: mosquitto version 2.0.22 starting',
      ready: `${local ? '%s: Starting in local only mode. Connections will only be possible from clients running on this machine.\n' : ''}%s: mosquitto version 2.0.22 running`,
      ports,
      hears: { SIGHUP: '%s: Reloading config.', SIGUSR1: '', SIGUSR2: '' },
      stop: { says: '%s: mosquitto version 2.0.22 terminating' },
    }
  },
})

export const BROKERS: Readonly<Record<string, Program>> = { 'nats-server': nats, mosquitto }
