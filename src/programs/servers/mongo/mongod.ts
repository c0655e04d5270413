import type { Program, Sys } from '../../../engine/program-api/program.ts'
import { errorText } from '../../tool.ts'
import { indented } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import type { FlagSyntax } from '../config/flags.ts'
import { type Answer, answering, type Question } from '../config/question.ts'
import { isLoopback, type Settings } from '../config/settings.ts'
import type { Daemon, Refusal } from '../daemon.ts'
import { loadAccounts } from '../sql/accounts.ts'
import { type MongoState, reply } from './mongo-answers.ts'

export const MONGO_FLAGS: FlagSyntax = {
  letters: { f: 'config', v: 'verbose' },
  switches:
    'auth noauth bind_ip_all ipv6 fork shardsvr configsvr quiet nojournal journal directoryperdb smallfiles logappend noscripting notablescan httpinterface rest',
}

// mongodb: mongod_options.cpp, server_options_general_gen.idl (7.0)
const KNOWN = new Set(
  `port bind_ip bind_ip_all ipv6 dbpath auth noauth replSet config keyFile logpath logappend fork pidfilepath configsvr shardsvr
  wiredTigerCacheSizeGB wiredTigerJournalCompressor wiredTigerCollectionBlockCompressor wiredTigerIndexPrefixCompression
  wiredTigerDirectoryForIndexes storageEngine oplogSize quiet verbose directoryperdb syncdelay profile slowms slowOpSampleRate setParameter
  tlsMode tlsCertificateKeyFile tlsCAFile tlsAllowInvalidCertificates tlsAllowConnectionsWithoutCertificates
  tlsAllowInvalidHostnames tlsDisabledProtocols clusterAuthMode transitionToAuth maxConns unixSocketPrefix nounixsocket filePermissions
  timeStampFormat syslog redactClientLogData noscripting notablescan replSetName enableMajorityReadConcern serviceExecutor
  networkMessageCompressors sslMode sslPEMKeyFile sslCAFile sslAllowInvalidCertificates repair version help sysinfo
  tlsClusterFile security auditDestination configdb localThreshold shutdown upgrade`.split(/\s+/),
)

/** Options by the version that took them away. */
const REMOVED: Readonly<Record<string, number>> = {
  smallfiles: 4.2,
  noprealloc: 4.2,
  nssize: 4.2,
  httpinterface: 3.6,
  rest: 3.6,
  jsonp: 3.6,
  nojournal: 6.1,
  journal: 6.1,
  master: 4.0,
  slave: 4.0,
}

export const mongod: Program = configured({
  startMs: 900,
  flags: MONGO_FLAGS,
  file: (settings) => {
    const path = settings.text('config')
    return path === undefined
      ? undefined
      : {
          path,
          format: indented,
          missing: () => [
            2,
            `Error opening config file '${path}': No such file or directory\ntry 'mongod --help' for more information`,
          ],
        }
  },
  run: (settings, sys) => describe(settings, sys),
})

export function mongoVersion(sys: Sys): string {
  return sys.env.get('MONGO_VERSION') ?? '8.0.13'
}

function structured(level: string, component: string, id: number, message: string, attributes = ''): string {
  return `{"t":{"$date":"%FT%T.%L+00:00"},"s":"${level}",  "c":"${component}",  "id":${id},   "ctx":"initandlisten","msg":"${message}"${attributes === '' ? '' : `,"attr":${attributes}`}}`
}

const NO_HTTP = 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n'
const OVER_HTTP = `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${NO_HTTP.length}\r\n\r\n${NO_HTTP}`

/** Exit codes as mongo's ExitCode has them. */
const BAD_OPTIONS = 2
const UNCAUGHT = 100
const ABRUPT = 14

function describe(settings: Settings, sys: Sys): Daemon | Refusal {
  const version = Number.parseFloat(mongoVersion(sys))
  if (settings.has('version')) return [0, `db version v${mongoVersion(sys)}`]
  const unknown = settings
    .names()
    .find(
      (name) =>
        !name.includes('.') && (Object.hasOwn(REMOVED, name) ? version >= (REMOVED[name] as number) : !KNOWN.has(name)),
    )
  if (unknown !== undefined)
    return [
      BAD_OPTIONS,
      `Error parsing command line: unrecognised option '--${unknown}'\ntry 'mongod --help' for more information`,
    ]
  const said = (flag: string, inFile: string): string | undefined => settings.text(flag) ?? settings.text(inFile)
  const role =
    settings.has('configsvr') || settings.text('sharding.clusterRole') === 'configsvr'
      ? 'config'
      : settings.has('shardsvr')
        ? 'shard'
        : 'none'
  const port = Number(said('port', 'net.port') ?? (role === 'config' ? 27_019 : role === 'shard' ? 27_018 : 27_017))
  const addresses = (said('bind_ip', 'net.bindIp') ?? (version < 3.6 ? '0.0.0.0' : '127.0.0.1')).split(',')
  const everywhere =
    settings.is('bind_ip_all') || settings.is('net.bindIpAll') || !addresses.every((each) => isLoopback(each.trim()))
  const directory = said('dbpath', 'storage.dbPath') ?? (role === 'config' ? '/data/configdb' : '/data/db')
  const keyFile = said('keyFile', 'security.keyFile')
  const problem = keyFile === undefined ? undefined : keyFileProblem(sys, keyFile)
  if (problem !== undefined)
    return [
      1,
      structured(
        'I',
        'ACCESS',
        20_254,
        'Read security file failed',
        `{"error":{"code":30,"codeName":"InvalidPath","errmsg":"${problem}"}}`,
      ),
    ]
  if (typeof sys.files.stat(directory) === 'string')
    return [
      UNCAUGHT,
      failed(
        `NonExistentPath: Data directory ${directory} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.`,
      ),
    ]
  const replicaSet = said('replSet', 'replication.replSetName')?.split('/')[0]
  const state: MongoState = {
    version: mongoVersion(sys),
    hostname: sys.hostname,
    port,
    accounts: loadAccounts(sys, `${directory}/accounts`),
    authorization:
      settings.is('auth') || settings.text('security.authorization') === 'enabled' || keyFile !== undefined,
    replicaSet,
    initiated: typeof sys.files.stat(`${directory}/replica-set`) !== 'string',
    initiate: () => void sys.files.write(`${directory}/replica-set`, `${replicaSet ?? ''}\n`),
    shutdown: () => void sys.kill(sys.pid, 'SIGTERM'),
  }
  const answers = (question: Question, from: string): Answer => reply(state, question, isLoopback(from))
  return {
    startMs: 900,
    memoryMiB: 110,
    toStdout: true,
    says: structured(
      'I',
      'CONTROL',
      4_615_611,
      'MongoDB starting',
      `{"pid":${sys.pid},"port":${port},"dbPath":"${directory}","architecture":"64-bit","host":"${sys.hostname}"}`,
    ),
    writes: [
      {
        path: `${directory}/mongod.lock`,
        text: `${sys.pid}\n`,
        cannot: (error) => [
          UNCAUGHT,
          failed(
            error === 'EROFS'
              ? `IllegalOperation: Attempted to create a lock file on a read-only directory: ${directory}`
              : `DBPathInUse: Unable to create/open the lock file: ${directory}/mongod.lock (${errorText(error)}). Ensure the user executing mongod is the owner of the lock file and has the appropriate permissions.`,
          ),
        ],
      },
      {
        path: `${directory}/WiredTiger`,
        text: 'WiredTiger\n',
        cannot: (error) => [
          UNCAUGHT,
          failed(
            `Location28596: Unable to determine status of lock file in the data directory ${directory}: ${errorText(error)}`,
          ),
        ],
      },
    ],
    ports: [{ port, loopback: !everywhere, talks: answering('mongo', answers, OVER_HTTP) }],
    ready: structured('I', 'NETWORK', 23_016, 'Waiting for connections', `{"port":${port},"ssl":"off"}`),
    hears: { SIGUSR1: structured('I', 'CONTROL', 23_166, 'Log rotation initiated') },
    // mongodb: signal_handlers.cpp: these end it in good order, SIGQUIT at once
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'],
      code: { SIGQUIT: ABRUPT },
      afterMs: 300,
      says: structured('I', 'CONTROL', 23_377, 'Received signal'),
    },
  }
}

function failed(error: string): string {
  return structured('E', 'CONTROL', 20_557, 'DBException in initAndListen, terminating', `{"error":"${error}"}`)
}

/** A key that others could read is refused: a Secret's mode has to say 0400. */
// mongodb: security_key.cpp, security_file.cpp readSecurityFile
function keyFileProblem(sys: Sys, path: string): string | undefined {
  const stat = sys.files.stat(path)
  if (typeof stat === 'string') return `Error reading file ${path}: ${errorText(stat)}`
  if ((stat.mode & 0o077) !== 0) return `permissions on ${path} are too open`
  return sys.files.access(path, 'read') ? undefined : `error opening file: ${path}: Permission denied`
}
