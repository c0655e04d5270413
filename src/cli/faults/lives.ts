import type { Fault } from './fault.ts'

/** What happens to a Pod. Right is Kubernetes 1.36 with a usual node and the real image. */
export const LIFE_FAULTS: readonly Fault[] = [
  {
    input: 'three-probes-never-ready-again',
    until: '5m',
    claims: {
      'Ready at about 15 s': (o) => near(o.readyAt('p'), 15, 3),
      'Ready again at about 69 s, after the liveness restart': (o) => near(o.readyAt('p', 56), 69, 4),
      'Ready again after the second restart, too': (o) => (o.readyAt('p', 120) ?? Number.POSITIVE_INFINITY) < 150,
    },
  },
  {
    input: 'hang-sigint',
    until: '2m',
    claims: {
      'the Pod is gone soon after the delete: SIGINT is a fast shutdown': (o) => o.row('pg', 60) === 'gone',
      'its exit code is 0': (o) => o.states('pg', 'a').some((state) => /^terminated Completed 0/.test(state)),
    },
  },
  {
    input: 'ro-configmap',
    claims: {
      'chmod says Read-only file system': (o) => /Read-only file system/.test(o.logs('app')),
      'the container fails': (o) => /Error|CrashLoopBackOff/.test(o.statuses('cfg')),
    },
  },
  {
    input: 'ro-nested',
    claims: {
      'the container cannot be started': (o) => /RunContainerError/.test(o.statuses('nested-ro')),
      'StartError with exit code 128': (o) =>
        o.states('nested-ro', 'web').some((state) => /StartError 128/.test(state)),
      "runc's words": (o) => o.events(/read-only file system/).length > 0,
    },
  },
  {
    input: 'mount-message',
    claims: {
      'the volume is named by its real path': (o) => o.events(/volumes\/kubernetes\.io~configmap\/c/).length > 0,
      'a subPath is named by its own': (o) => o.events(/volume-subpaths\/c\/part\/0/).length > 0,
      'nothing says projected': (o) => o.events(/~projected\/c/).length === 0,
    },
  },
  {
    input: 'downward-limits',
    claims: {
      "a limit that is not there is the node's allocatable": (o) => /mem=8\d{9} cpu=4 file=8\d{9}/.test(o.logs('app')),
    },
  },
  {
    input: 'memory-emptydir',
    claims: {
      'the mount is a tmpfs': (o) => /tmpfs on \/cache/.test(o.logs('app')),
      'dd does not end well': (o) => !/rc=0/.test(o.logs('app')),
      'the memory of the limit is what ends it': (o) =>
        /rc=137/.test(o.logs('app')) || /OOMKilled/.test(o.statuses('me')),
    },
  },
  {
    input: 'tiny-limit',
    claims: {
      'no sandbox comes': (o) => o.events(/FailedCreatePodSandBox: .*container init was OOM-killed/).length > 0,
      'the container never starts': (o) => o.statuses('tl') === 'Pending > ContainerCreating',
    },
  },
  {
    input: 'tty-cat',
    claims: { 'cat waits for somebody to type': (o) => o.row('tc', 120) === '1/1 Running 0' },
  },
  {
    input: 'bash-exit-trap',
    claims: {
      'the EXIT trap runs': (o) => /cleaning up/.test(o.logs('app')),
      'the Pod is gone at once': (o) => o.row('bt', 14) === 'gone',
      'its exit code is 143': (o) => o.states('bt', 'app').some((state) => / 143$/.test(state)),
    },
  },
  {
    input: 'nginx-return',
    until: '3m',
    claims: {
      'the Location has its variables filled in': (o) => /Location: https:\/\/localhost\/x/.test(o.logs('t')),
      'the probes follow to the same host and are refused': (o) =>
        o.events(/Unhealthy: .*connection refused/).length > 0,
      'the container is never ready': (o) => !/2\/2/.test(o.row('redir', 60)),
    },
  },
  {
    input: 'redis-auth',
    claims: {
      'NOAUTH is no PONG: never ready': (o) => o.row('ra', 120) === '0/1 Running 0',
      'without a restart': (o) => o.events(/Unhealthy: Readiness probe failed/).length > 0,
    },
  },
  {
    input: 'redis-conf-args',
    claims: { "the file's port is listened on": (o) => o.row('rc', 60) === '1/1 Running 0' },
  },
  {
    input: 'server-flags',
    until: '3m',
    claims: { 'each server listens where it was told to': (o) => o.row('flags', 150) === '7/7 Running 0' },
  },
  {
    input: 'redis-dropall',
    claims: {
      'with SETUID, SETGID and CHOWN it runs': (o) => o.states('cache', 'redis').includes('running'),
      'without them it fails at the change of user': (o) =>
        o.states('cache', 'redis2').some((state) => /^terminated Error 1$/.test(state)),
    },
  },
  {
    input: 'nginx-unprivileged',
    claims: { 'any user runs it': (o) => o.row('nu', 60) === '1/1 Running 0' },
  },
  {
    input: 'mongo-shell',
    claims: {
      'mongo:6 has no mongo': (o) => o.events(/Liveness probe .*mongo.*(not found|no such file)/).length > 0,
      'mongo:4.4 has no mongosh': (o) => o.events(/Readiness probe .*mongosh.*(not found|no such file)/).length > 0,
    },
  },
  {
    input: 'python-exit',
    claims: {
      'it ends with 3': (o) => o.states('pe', 'app').some((state) => /^terminated Error 3$/.test(state)),
      'it has printed its line': (o) => /no database/.test(o.logs('app')),
    },
  },
  {
    input: 'unknown-nonroot',
    claims: { 'its author has a user: it runs': (o) => o.row('app', 60) === '1/1 Running 0' },
  },
  {
    input: 'pvc-default',
    claims: { 'a default StorageClass provides the volume': (o) => o.row('x', 120) === '1/1 Running 0' },
  },
  {
    input: 'evict-exit0',
    claims: {
      'the Pod is evicted': (o) => o.events(/^Evicted: /).length > 0,
      'in the end it is failed, or has completed': (o) => /ContainerStatusUnknown|Error|Completed/.test(o.row('ev0')),
    },
  },
]

function near(seconds: number | undefined, expected: number, tolerance: number): boolean {
  return seconds !== undefined && Math.abs(seconds - expected) <= tolerance
}
