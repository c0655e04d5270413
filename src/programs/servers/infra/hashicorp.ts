import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { blocks } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { handOver, leaveRoot } from '../config/entry-point.ts'
import { isLoopback, portIn } from '../config/settings.ts'
import { say } from '../daemon.ts'

/** consul: by itself it listens to clients on loopback alone. */
// consul: agent/config/default.go; github.com/hashicorp/consul: .release/docker/docker-entrypoint.sh
const consul: Program = configured({
  startMs: 1000,
  flags: { oneDash: true, switches: 'dev server ui bootstrap rejoin h help version' },
  file: (settings) => {
    const path = settings.text('config-file')
    return path === undefined
      ? undefined
      : {
          path,
          format: blocks,
          missing: () => [
            1,
            `==> failed to load config: Error reading ${path}: stat ${path}: no such file or directory`,
          ],
        }
  },
  run: (settings, sys, operands) => {
    const [command = ''] = operands
    if (command === 'version' || settings.has('version')) return [0, 'Consul v1.21.4']
    if (command !== 'agent')
      return [
        command === '' ? 127 : 0,
        command === '' ? 'Usage: consul [--version] [--help] <command> [<args>]' : `consul: not simulated: ${command}`,
      ]
    const dev = settings.has('dev')
    const directory = settings.text('data-dir') ?? settings.text('data_dir')
    if (!dev && directory === undefined) return [1, '==> data_dir cannot be empty']
    const client = settings.text('client') ?? settings.text('client_addr') ?? '127.0.0.1'
    const port = settings.number('http-port') ?? settings.number('ports.http') ?? 8500
    const server = settings.has('server') || settings.is('server') || dev
    return {
      startMs: 1000,
      memoryMiB: 45,
      toStdout: true,
      says: '==> Starting Consul agent...',
      ...(directory === undefined
        ? {}
        : {
            writes: [
              {
                path: directory,
                cannot: () => [1, `==> Failed to create data_dir: mkdir ${directory}: permission denied`] as const,
              },
            ],
          }),
      ready: '==> Log data will now stream in as it occurs:\n%FT%T.%LZ [INFO]  agent: Consul agent running!',
      ports: [
        {
          port,
          loopback: isLoopback(client),
          http: { '/v1/status/leader': `"${sys.podIP}:8300"`, '/v1/agent/self': '{}', '/ui/': 'Consul\n', '*': 404 },
        },
        { port: 8301 },
        { port: 8600, loopback: isLoopback(client) },
        ...(server ? [{ port: 8300 }, { port: 8302 }] : []),
      ],
      hears: { SIGHUP: '%FT%T.%LZ [INFO]  agent: Reloading configuration...' },
      // consul: command/agent/agent.go: a server does not leave its cluster unless it is told to, and ends with 1 then
      stop: { code: server ? 1 : 0, says: '%FT%T.%LZ [INFO]  agent: Caught: signal=terminated' },
    }
  },
})

/**
 * An agent logs in, writes the files of its templates, and stays; as an init container it is told to end then. Whether it
 * is let in is not simulated, nor what the secrets are.
 */
// vault: command/agent.go
function vaultAgent(path: string | undefined, settings: { has(name: string): boolean }, sys: Sys) {
  const config = path === undefined ? 'ENOENT' : sys.files.read(path)
  const text = typeof config === 'string' ? '' : config.text
  for (const [, file = ''] of text.matchAll(/"?\bdestination"?\s{0,9}[:=]\s{0,9}"([^"]{1,4096})"/g))
    sys.files.write(file, '# A placeholder for a secret.\n')
  const note = 'vault: not simulated: what the server lets an agent see; its files are placeholders'
  const ends = settings.has('exit-after-auth') || /"?\bexit_after_auth"?\s{0,9}[:=]\s{0,9}true/.test(text)
  if (ends) return [0, note] as const
  return {
    startMs: 500,
    memoryMiB: 60,
    says: `==> Vault Agent started!\n${note}`,
    ports: [],
    stop: { says: '==> Vault Agent shutdown triggered' },
  }
}

/** vault: in dev mode it is unsealed; otherwise nobody has initialized it. */
// vault: command/server.go; http/sys_health.go
const vault: Program = configured({
  startMs: 500,
  flags: { oneDash: true, switches: 'dev dev-no-store-token exit-after-auth h help version' },
  env: { VAULT_DEV_LISTEN_ADDRESS: 'dev-listen-address', VAULT_DEV_ROOT_TOKEN_ID: 'dev-root-token-id' },
  file: (settings) => {
    const path = settings.text('config')
    return path === undefined ? undefined : { path, format: blocks }
  },
  run: (settings, sys, operands) => {
    const [command = ''] = operands
    if (command === 'version' || settings.has('version')) return [0, 'Vault v1.20.3']
    if (command === 'agent' || command === 'proxy') return vaultAgent(settings.text('config'), settings, sys)
    if (command !== 'server') return [0, `vault: not simulated: ${command}`]
    const dev = settings.has('dev')
    const path = settings.text('config')
    const listener = settings.names().find((name) => /^listener tcp\.address$/.test(name))
    if (!dev && (path === undefined || typeof sys.files.stat(path) === 'string'))
      return [
        1,
        path === undefined
          ? 'Must specify at least one config path using -config'
          : `error loading configuration from ${path}: stat ${path}: no such file or directory`,
      ]
    const address = dev
      ? (settings.text('dev-listen-address') ?? '127.0.0.1:8200')
      : ((listener && settings.text(listener)) ?? '127.0.0.1:8200')
    const health = dev
      ? { status: 200, body: '{"initialized":true,"sealed":false,"standby":false}\n' }
      : { status: 501, body: '{"initialized":false,"sealed":true,"standby":true}\n' }
    const tls = !dev && settings.text('listener tcp.tls_disable') === undefined
    return {
      startMs: 500,
      memoryMiB: 90,
      toStdout: true,
      says: '==> Vault server configuration:',
      ready: `==> Vault server started! Log data will stream in below:${dev ? `\n\nWARNING! dev mode is enabled! In this mode, Vault runs entirely in-memory\n\nRoot Token: ${settings.text('dev-root-token-id') ?? 'hvs.simulated'}` : ''}`,
      ports: [
        {
          port: portIn(address) ?? 8200,
          loopback: isLoopback(address),
          tls,
          http: { '/v1/sys/health': () => health, '/v1/sys/seal-status': '{"type":"shamir"}\n', '*': 404 },
        },
      ],
      hears: { SIGHUP: '==> Vault reload triggered', SIGUSR2: '' },
      stop: { says: '==> Vault shutdown triggered' },
    }
  },
})

/** Both images make their user's what is theirs, and go on as that; vault would like to keep its memory from being swapped. */
function entry(name: 'consul' | 'vault', directories: readonly string[]): Program {
  return function* (sys): Task<number> {
    const given = sys.argv.slice(1)
    const commands =
      name === 'consul'
        ? /^(?:agent|version|members|kv|join|leave|info)$/
        : /^(?:server|agent|proxy|version|operator|status|kv|read|write)$/
    const argv = given[0]?.startsWith('-') || commands.test(given[0] ?? '') ? [name, ...given] : given
    if (argv[0] === name) {
      const failed = yield* leaveRoot(sys, { user: name, by: 'su-exec', owns: directories, lenient: true })
      if (failed !== undefined) return failed
      if (name === 'vault' && !sys.hasCapability('SETUID') && sys.env.get('SKIP_SETCAP') === undefined)
        yield* say(sys, "Couldn't start vault with IPC_LOCK. Disabling IPC_LOCK, please use --cap-add IPC_LOCK")
      if (name === 'consul' && argv[1] === 'agent' && !argv.some((arg) => /^-{1,2}data-dir/.test(arg)))
        argv.push('-data-dir=/consul/data')
    }
    return yield* handOver(sys, argv)
  }
}

export const HASHICORP: Readonly<Record<string, Program>> = {
  consul,
  vault,
  'consul-entrypoint': entry('consul', ['/consul/data', '/consul/config']),
  'vault-entrypoint': entry('vault', ['/vault/config', '/vault/logs', '/vault/file']),
}
