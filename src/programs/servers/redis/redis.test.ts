import { describe, expect, it } from 'vitest'
import { Volume } from '../../../engine/runtime/files/volume.ts'
import type { SecurityContext } from '../../../manifest/pod/security-context.ts'
import { PROGRAMS } from '../../programs.ts'
import { Machine, type MachineOptions, type Running } from '../../testing/machine.ts'

function start(args: readonly string[], options: MachineOptions = {}, files: Readonly<Record<string, string>> = {}) {
  const image = options.image ?? 'redis:7'
  const machine = new Machine({ image, ...options })
  for (const [path, text] of Object.entries(files)) {
    machine.files.makeDirectory(path.replace(/\/[^/]*$/, ''), true)
    machine.files.write(path, text)
  }
  const { entrypoint, cmd, workingDir } = PROGRAMS.image(image)
  return { machine, running: machine.start([...entrypoint, ...(args.length > 0 ? args : cmd)], workingDir) }
}

/** What a line of shell says beside a server that has had a second. */
function beside({ machine, running }: { machine: Machine; running: Running }, script: string) {
  running.end(1000)
  return machine.run(['sh', '-c', script], 20_000)
}

const CONF = '/usr/local/etc/redis/redis.conf'

describe('passwords', () => {
  it.each<[args: string, script: string, code: number, stdout: string, stderr: string]>([
    ['', 'redis-cli ping', 0, 'PONG\n', ''],
    ['--requirepass s3cret', 'redis-cli ping', 0, 'NOAUTH Authentication required.\n\n', ''],
    ['--requirepass s3cret', 'redis-cli -e ping', 1, 'NOAUTH Authentication required.\n\n', ''],
    ['--requirepass s3cret', 'redis-cli ping | grep PONG', 1, '', ''],
    ['--requirepass s3cret', 'REDISCLI_AUTH=s3cret redis-cli ping', 0, 'PONG\n', ''],
    ['--requirepass s3cret', 'redis-cli -a s3cret --no-auth-warning ping', 0, 'PONG\n', ''],
    [
      '--requirepass s3cret',
      'redis-cli -a s3cret get k',
      0,
      '\n',
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
    ],
    [
      '--requirepass s3cret',
      'REDISCLI_AUTH=no redis-cli ping',
      0,
      'NOAUTH Authentication required.\n\n',
      'AUTH failed: WRONGPASS invalid username-password pair or user is disabled.\n',
    ],
    ['--user alice on >pw ~app:* +get', 'redis-cli --user alice --pass pw --no-auth-warning get app:1', 0, '\n', ''],
    [
      '--user alice on >pw ~app:* +get',
      'redis-cli --user alice --pass pw --no-auth-warning get other; redis-cli -u redis://alice:pw@localhost --no-auth-warning set app:1 x',
      0,
      "NOPERM No permissions to access a key\n\nNOPERM User alice has no permissions to run the 'set' command\n\n",
      '',
    ],
    ['--port 7000', 'redis-cli ping', 1, '', 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n'],
    ['--port 7000', 'redis-cli -p 7000 ping', 0, 'PONG\n', ''],
  ])('%s: %s', (args, script, code, stdout, stderr) => {
    const words = args === '' ? [] : args.split(' ')
    expect(beside(start(words), script)).toMatchObject({ code, stdout, stderr })
  })

  it('speaks its protocol with whoever types it', () => {
    const server = start([], { image: 'redis:7-alpine' })
    const script = "printf 'PING\\r\\nSET a 1\\r\\nINCR a\\r\\nGET a\\r\\nNOPE x\\r\\nQUIT\\r\\n' | nc localhost 6379"
    expect(beside(server, script).stdout).toBe(
      "+PONG\r\n+OK\r\n:2\r\n$1\r\n2\r\n-ERR unknown command 'NOPE', with args beginning with: 'x' \r\n+OK\r\n",
    )
  })
})

describe('configuration', () => {
  it.each<[conf: string, more: string, port: number, outcome: string]>([
    ['port 6380\nprotected-mode no\n', '', 6380, 'timeout'],
    ['# a comment\nPORT 6380\n', '--port 6381', 6381, 'timeout'],
    ['bind 127.0.0.1\n', '', 6379, 'refused'],
    ['bind 0.0.0.0\nmaxmemory 100mb\nsave ""\n', '', 6379, 'timeout'],
  ])('%j %s listens on %i: %s', (conf, more, port, outcome) => {
    const { machine, running } = start([CONF, ...more.split(' ').filter(Boolean)], {}, { [CONF]: conf })
    const box = machine.requestAt(500, port, '/')
    running.end(3000)
    // Whoever answers is no HTTP server.
    expect(box.outcome?.kind === 'malformed' ? 'timeout' : box.outcome?.kind).toBe(outcome)
  })

  it.each<[conf: string | undefined, said: string]>([
    [
      'port 1\nnonsense yes\n',
      "Reading the configuration file, at line 2\n>>> 'nonsense yes'\nBad directive or wrong number of arguments\n",
    ],
    ['appendonly maybe\n', "argument must be 'yes' or 'no'\n"],
    ['maxmemory lots\n', 'argument must be a memory value\n'],
    ['dir /nowhere\n', "Can't chdir to '/nowhere': No such file or directory\n"],
    [
      'include /etc/other.conf\n',
      "# Fatal error, can't open config file '/etc/other.conf': No such file or directory\n",
    ],
    [undefined, `# Fatal error, can't open config file '${CONF}': No such file or directory\n`],
  ])('%j ends with 1', (conf, said) => {
    const outcome = start([CONF], {}, conf === undefined ? {} : { [CONF]: conf }).running.end()
    expect(outcome.code).toBe(1)
    expect(outcome.stdout + outcome.stderr).toContain(said)
  })

  it('includes other files', () => {
    const files = { [CONF]: 'include /etc/more.conf\n', '/etc/more.conf': 'requirepass x\n' }
    expect(beside(start([CONF], {}, files), 'redis-cli ping').stdout).toContain('NOAUTH')
  })

  it('a sentinel needs a file that it may write', () => {
    const conf = 'sentinel monitor mymaster 10.0.0.7 6379 2\n'
    expect(start(['redis-sentinel']).running.end(5000).stdout).toContain(
      'Sentinel started without a config file. Exiting...',
    )
    const ours = start(['redis-sentinel', '/data/s.conf'], {}, { '/data/s.conf': conf })
    expect(beside(ours, 'redis-cli -p 26379 sentinel get-master-addr-by-name mymaster').stdout).toBe('10.0.0.7\n6379\n')
    const volume = new Volume({ now: () => 0 })
    volume.writeFile('s.conf', conf)
    const mounts = [{ path: '/etc/redis', volume, readOnly: true }]
    const outcome = start(['redis-server', '/etc/redis/s.conf', '--sentinel'], { mounts }).running.end(5000)
    expect(outcome).toMatchObject({ code: 1 })
    expect(outcome.stdout).toContain('/etc/redis/s.conf is not writable: Read-only file system. Exiting...')
  })
})

describe('users, capabilities and read-only roots', () => {
  const NONE: SecurityContext = { capabilities: { drop: ['ALL'] } }
  const SOME: SecurityContext = { capabilities: { drop: ['ALL'], add: ['SETUID', 'SETGID', 'CHOWN'] } }
  it.each<
    [
      image: string,
      context: SecurityContext | undefined,
      uid: number,
      volume: boolean,
      code: number | undefined,
      said: string,
    ]
  >([
    ['redis:7', undefined, 0, true, undefined, 'Ready to accept'],
    ['redis:7', NONE, 0, false, 1, 'error: failed switching to "redis": operation not permitted'],
    ['redis:7', NONE, 0, true, 1, "chown: changing ownership of '/data': Operation not permitted"],
    ['redis:7', SOME, 0, true, undefined, 'Ready to accept'],
    ['redis:7', NONE, 999, true, undefined, 'Ready to accept'],
    ['redis:7-alpine', NONE, 0, true, 1, 'chown: /data: Operation not permitted'],
    ['redis:8', NONE, 0, true, undefined, 'Ready to accept'],
    ['valkey/valkey:8.1', NONE, 0, false, 127, 'setpriv: setresgid failed: Operation not permitted'],
    ['valkey/valkey:8.1', undefined, 0, true, undefined, 'Valkey is starting'],
  ])('%s with %j as %i, a volume: %s', (image, securityContext, uid, volume, code, said) => {
    const mounts = volume ? [{ path: '/data', volume: new Volume({ now: () => 0, mode: 0o777 }) }] : []
    const { running } = start([], { image, uid, mounts, ...(securityContext ? { securityContext } : {}) })
    const outcome = running.end(2000)
    expect(outcome.code).toBe(code)
    expect(outcome.stdout + outcome.stderr).toContain(said)
  })

  it('saves where it may as it ends, and does not end where it may not', () => {
    const data = new Volume({ now: () => 0, mode: 0o777 })
    const first = start([], { mounts: [{ path: '/data', volume: data }] })
    expect(beside(first, 'redis-cli set greeting hello; redis-cli lpush l a b').stdout).toBe('OK\n2\n')
    first.machine.signalAt(5000, first.running, 'SIGTERM')
    expect(first.running.end()).toMatchObject({ code: 0, stdout: expect.stringContaining('* DB saved on disk') })
    const second = start([], { mounts: [{ path: '/data', volume: data }] })
    expect(beside(second, 'redis-cli get greeting; redis-cli lrange l 0 -1').stdout).toBe('hello\nb\na\n')

    const stuck = start([], { readOnlyRoot: true, uid: 999 })
    stuck.machine.signalAt(2000, stuck.running, 'SIGTERM')
    const outcome = stuck.running.end(60_000)
    expect(outcome.code).toBeUndefined()
    expect(outcome.stdout).toContain('for saving: Read-only file system')
    const careless = start(['--save', ''], { readOnlyRoot: true, uid: 999 })
    careless.machine.signalAt(2000, careless.running, 'SIGINT')
    expect(careless.running.end(60_000)).toMatchObject({ code: 0 })
  })

  it('writes each change with appendonly', () => {
    const volume = new Volume({ now: () => 0, mode: 0o777 })
    const mounts = [{ path: '/data', volume }]
    const first = start(['--appendonly', 'yes'], { mounts })
    expect(beside(first, 'redis-cli incr n; redis-cli incr n; ls /data/appendonlydir').stdout).toBe(
      '1\n2\nappendonly.aof.1.base.rdb\nappendonly.aof.1.incr.aof\n',
    )
    first.machine.signalAt(3000, first.running, 'SIGKILL')
    first.running.end()
    expect(beside(start(['--appendonly', 'yes'], { mounts }), 'redis-cli get n').stdout).toBe('2\n')
    const refused = start(['--appendonly', 'yes'], { readOnlyRoot: true, uid: 999 }).running.end()
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stdout).toContain("Can't open or create append-only dir appendonlydir: Read-only file system")
  })

  it('ends on SHUTDOWN, and hears no SIGHUP', () => {
    const { machine, running } = start([])
    machine.signalAt(500, running, 'SIGHUP')
    machine.signalAt(600, running, 'SIGQUIT')
    running.end(1000)
    machine.run(['redis-cli', 'shutdown', 'nosave'], 2000)
    expect(running.end()).toMatchObject({ code: 0 })
  })
})
