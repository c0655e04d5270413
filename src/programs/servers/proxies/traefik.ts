import { parse } from 'yaml'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { known, UnknownConfig } from '../config/unknown-config.ts'
import { type Port, type Routes, runDaemon } from '../daemon.ts'
import { portOfAddress } from '../go-flags.ts'
import { type Tree, textAt, treeAt } from './tree.ts'

/** The branches of its static configuration. */
const NODES = new Set(
  `global serverstransport tcpserverstransport entrypoints providers api metrics ping log accesslog tracing hostresolver
  certificatesresolvers experimental core spiffe configfile pilot ocsp`.split(/\s+/),
)

/** Where it looks for a file when no flag names one. */
const FILES = ['/etc/traefik/traefik.yml', '/etc/traefik/traefik.yaml', '/traefik.yml', '/traefik.yaml']

const NOTHING: Routes = { '*': [404, '404 page not found\n'] }

/** Traefik: its entry points, ping, metrics and dashboard. What its providers would find is not simulated: it has no routes. */
export function* traefik(sys: Sys): Task<number> {
  const args = sys.argv.slice(1)
  if (args[0] === 'version' || args.includes('--version')) {
    yield* sys.stdout.write('Version:      3.2.3\nCodename:     munster\n')
    return 0
  }
  const flags = flagsOf(args)
  const unknown = [...flags.keys()].find((name) => !NODES.has(name.split('.')[0]?.replace(/\[.*$/, '') ?? ''))
  if (unknown !== undefined) {
    const node = unknown.split('.')[0] ?? ''
    yield* sys.stderr.write(
      `{"level":"error","error":"command traefik error: failed to decode configuration from flags: field not found, node: ${node}"}\n`,
    )
    return 1
  }
  const options =
    flags.size > 0
      ? withEnvironment(sys, flags)
      : (fromFile(sys, flags.get('configfile')) ?? withEnvironment(sys, flags))
  if ([...options.keys()].some((name) => /^providers\./.test(name)))
    yield* sys.stderr.write('traefik: not simulated: what its providers find; it has no routes\n')
  const points = new Map<string, number>()
  for (const [name, value] of options) {
    const point = /^entrypoints\.([^.]+)\.address$/.exec(name)?.[1]
    const port = point === undefined ? undefined : portOfAddress(value.replace(/\/(?:tcp|udp)$/, ''))
    if (point !== undefined && port !== undefined && !value.endsWith('/udp')) points.set(point, port)
  }
  if (points.size === 0) points.set('http', 80)
  const isOn = (name: string): boolean => {
    const value = options.get(name) ?? options.get(`${name}.`)
    return value !== undefined ? value !== 'false' : [...options.keys()].some((each) => each.startsWith(`${name}.`))
  }
  const internal: Record<string, Routes[string]> = {}
  const pingAt = options.get('ping.entrypoint') ?? 'traefik'
  const metricsAt = options.get('metrics.prometheus.entrypoint') ?? 'traefik'
  const dashboard = options.get('api.insecure') === 'true'
  if ((isOn('ping') && pingAt === 'traefik') || dashboard || (isOn('metrics.prometheus') && metricsAt === 'traefik'))
    if (!points.has('traefik')) points.set('traefik', 8080)
  if (dashboard)
    Object.assign(internal, { '/api/version': '{"Version":"3.2.3"}\n', '/dashboard/': 'Traefik\n', '/': 302 })
  const ports: Port[] = [...points].map(([name, port]) => ({
    port,
    http: {
      ...NOTHING,
      ...(isOn('ping') && pingAt === name ? { '/ping': 'OK' } : {}),
      ...(isOn('metrics.prometheus') && metricsAt === name ? { '/metrics': 'traefik_config_reloads_total 1\n' } : {}),
      ...(name === 'traefik' ? internal : {}),
    },
  }))
  return yield* runDaemon(sys, {
    memoryMiB: 30,
    says: '%FT%TZ INF Traefik version 3.2.3 built on 2024-12-16T15:49:57Z',
    ports,
    stop: { says: '%FT%TZ INF I have to go...' },
  })
}

/** --a.b=c, --a.b (true), --a.b c; names without regard to case. */
function flagsOf(args: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const [, name, value] = /^--?([A-Za-z][^=]*)(?:=(.*))?$/s.exec(args[i] as string) ?? []
    if (name === undefined) continue
    const next = args[i + 1]
    const given = value ?? (next !== undefined && !next.startsWith('-') ? args[++i] : 'true') ?? 'true'
    flags.set(name.toLowerCase(), given)
  }
  return flags
}

function withEnvironment(sys: Sys, flags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const [name, value] of sys.env) {
    const rest = /^TRAEFIK_(.+)$/.exec(name)?.[1]
    if (rest !== undefined) all.set(rest.toLowerCase().replaceAll('_', '.'), value)
  }
  for (const [name, value] of flags) all.set(name, value)
  return all
}

function fromFile(sys: Sys, said: string | undefined): ReadonlyMap<string, string> | undefined {
  for (const path of said === undefined ? FILES : [said]) {
    const file = sys.files.read(path)
    if (typeof file === 'string') continue
    try {
      const flat = new Map<string, string>()
      flatten(treeAt(parse(known(file.text, path), { maxAliasCount: 100 })), '', flat, 0)
      return flat
    } catch (error) {
      if (error instanceof UnknownConfig) throw error
      return undefined
    }
  }
  return undefined
}

function flatten(tree: Tree, prefix: string, into: Map<string, string>, depth: number): void {
  if (depth > 20) return
  for (const name of Object.keys(tree)) {
    const key = `${prefix}${name.toLowerCase()}`
    const text = textAt(tree, name)
    const value = tree[name]
    if (text !== undefined) into.set(key, text)
    else if (typeof value === 'boolean') into.set(key, String(value))
    else {
      const inner = treeAt(tree, name)
      if (Object.keys(inner).length === 0) into.set(key, 'true')
      flatten(inner, `${key}.`, into, depth + 1)
    }
  }
}
