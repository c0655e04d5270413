import type { Fault } from './fault.ts'

/** Manifests as people paste them. Right is what their author expects of a usual cluster, or a word about what is assumed. */
export const MANIFEST_FAULTS: readonly Fault[] = [
  ...[
    ['assumed-grpc-probe', 'rpc'],
    ['assumed-undeclared-port', 'app'],
    ['assumed-exec-probe', 'ctl'],
    ['assumed-run-as-non-root', 'op'],
    ['assumed-shell-tool', 'tool'],
  ].map(
    ([input = '', pod = '']): Fault => ({
      input,
      until: '3m',
      claims: {
        'it runs, ready, without a restart': (o) => o.row(pod, 170) === '1/1 Running 0',
        'what is assumed is said': (o) => /nobody|not known|assumed|taken for/i.test(o.said()),
      },
    }),
  ),
  {
    input: 'assumed-init-never-ends',
    claims: { 'the init container ends, the Pod runs': (o) => o.row('quiz', 120) === '1/1 Running 0' },
  },
  {
    input: 'assumed-job-never-ends',
    claims: { "the Job's Pod completes": (o) => /0\/1 Completed 0/.test(o.row('report-*', 120)) },
  },
  {
    input: 'hostnetwork-probe-127',
    until: '2m',
    claims: { 'the kubelet reaches it over loopback': (o) => o.row('hn', 100) === '1/1 Running 0' },
  },
  {
    input: 'claim-without-default-class',
    claims: { 'a default StorageClass provides the volume': (o) => o.row('db', 120) === '1/1 Running 0' },
  },
  {
    input: 'nginx-access-log-sidecar',
    until: '1m',
    claims: {
      'both files are there': (o) => /access\.log/.test(o.logs('tail')) && /error\.log/.test(o.logs('tail')),
      'each request is appended': (o) => /kube-probe/.test(o.logs('tail')),
    },
  },
  {
    input: 'podinfo-podcli',
    claims: { 'podcli is there: ready': (o) => o.row('podinfo', 60) === '1/1 Running 0' },
  },
  {
    input: 'http-echo',
    claims: {
      'without -text it exits with 127': (o) => o.states('echo', 'no-text').some((state) => / 127$/.test(state)),
      'it listens where it is told to': (o) =>
        o.events(/Unhealthy/).length === 0 && o.states('echo', 'listen').includes('running'),
    },
  },
  {
    input: 'docs-stateful-images',
    until: '3m',
    claims: { 'both have their scripts and run': (o) => o.row('s', 170) === '2/2 Running 0' },
  },
  { input: 'es-old', claims: { 'it runs': (o) => o.row('es', 120) === '1/1 Running 0' } },
  {
    input: 'missing-tools',
    claims: {
      'chroot is there': (o) => !/not found/.test(o.states('tools', 'chroot').join() + o.logs('chroot')),
      'bc adds': (o) => o.logs('bc') === '2',
      'cp knows -n': (o) => o.states('tools', 'cpn').some((state) => /Completed 0/.test(state)),
      'etcdctl is there': (o) => /etcdctl version/.test(o.logs('etcdctl')),
      'mongoimport is there': (o) => /mongoimport version/.test(o.logs('mongoimport')),
      'the alpine variant of postgres has bash': (o) => o.logs('pgbash') === 'hi',
      'fedora has dnf': (o) => o.states('tools', 'dnf').some((state) => /Completed 0/.test(state)),
    },
  },
  {
    input: 'python-pip',
    until: '3m',
    claims: {
      'pip is there and the server runs': (o) => o.states('py', 'c').includes('running'),
      'npm is there': (o) => !/not found/.test(o.states('py', 'node').join()),
    },
  },
  {
    input: 'tar-pg-dump',
    claims: {
      'archives have their names': (o) => /ok$/.test(o.logs('tar')),
      'pg_dump is there': (o) => /pg_dump \(PostgreSQL\) 16/.test(o.logs('pgdump')),
      'gzip and gunzip give the text back': (o) => o.logs('gz') === 'hi',
      'mysqldump is there': (o) => /mysqldump/.test(o.logs('mysqldump')),
      'mongodump is there': (o) => /mongodump version/.test(o.logs('mongodump')),
    },
  },
  {
    input: 'inline-script',
    until: '3m',
    claims: {
      'the exit code is 42': (o) => o.states('coded-*', 'c').some((state) => /^terminated Error 42$/.test(state)),
      'the Job fails': (o) => o.events(/BackoffLimitExceeded/).length > 0,
    },
  },
  {
    input: 'no-world',
    claims: {
      'the download succeeds': (o) => o.row('site', 60) === '1/1 Running 0',
      'what was downloaded is said to be a placeholder': (o) => /placeholder/i.test(o.logs('fetch')),
    },
  },
  {
    input: 'hostpath-file',
    claims: {
      'a node has /etc/passwd': (o) => /^root:x:0:0/.test(o.logs('a')),
      'and the rest of /etc': (o) => /passwd/.test(o.logs('b')) && /os-release/.test(o.logs('b')),
    },
  },
  {
    input: 'mixed-stream-crd',
    until: '1m',
    claims: {
      'the rest is simulated': (o) => o.row('web', 50) === '1/1 Running 0',
      "kubectl's error is printed": (o) =>
        /no matches for kind "PodMonitor" in version "monitoring.coreos.com\/v1"/.test(o.stderr),
      'the exit status is 1': (o) => o.exitCode === 1,
    },
  },
  {
    input: 'dra',
    claims: { 'Pending while its claim is not there': (o) => /^0\/1 Pending 0$/.test(o.row('gpu', 60)) },
  },
  ...[
    ['yaml-flow-scalar-col0', 'folded'],
    ['yaml-escaped-apostrophe', 'quoted'],
  ].map(
    ([input = '', pod = '']): Fault => ({
      input,
      until: '1m',
      claims: { 'it is accepted and runs': (o) => o.exitCode === 0 && o.row(pod, 50) === '1/1 Running 0' },
    }),
  ),
  { input: 'sts-claim-volume-same-name', claims: { 'it is accepted': (o) => o.exitCode === 0 } },
  {
    input: 'dup-empty-container-name',
    claims: {
      'both names are required': (o) =>
        /containers\[0\]\.name: Required value/.test(o.stderr) &&
        /containers\[1\]\.name: Required value/.test(o.stderr),
      'and the second is a duplicate': (o) => /containers\[1\]\.name: Duplicate value: ""/.test(o.stderr),
    },
  },
  {
    input: 'pod-level-pids',
    claims: {
      'one line only': (o) => o.exitCode === 1 && (o.stderr.match(/^.*pids.*$/gm) ?? []).length === 1,
    },
  },
  {
    input: 'namespace-not-a-name',
    claims: {
      'the namespace is not found': (o) => /namespaces "\$\{NS\}" not found/.test(o.stderr) && o.exitCode === 1,
    },
  },
  {
    input: 'deprecated-volumes-warn',
    claims: {
      'glusterfs warns': (o) => /glusterfs.*deprecated/i.test(o.said()),
      'rbd warns': (o) => /rbd.*deprecated/i.test(o.said()),
    },
  },
  {
    input: 'gitrepo',
    claims: {
      'the volume does not mount': (o) =>
        o.events(/FailedMount: .*git-repo volume plugin has been disabled/).length > 0,
      'the Pod waits': (o) => /ContainerCreating/.test(o.row('site', 60)),
    },
  },
  {
    input: 'bash-arrays',
    claims: {
      arrays: (o) => o.logs('array') === 'b 3',
      'associative arrays': (o) => o.logs('assoc') === 'v',
      'process substitution': (o) => o.logs('procsub') === 'hi',
      BASH_REMATCH: (o) => o.logs('rematch') === 'b',
      'mapfile: as many lines as Alpine has accounts': (o) => o.logs('mapfile') === '17',
    },
  },
  {
    input: 'shell-syntax-errors',
    claims: {
      "dash's words for a newline": (o) => /Syntax error: (end of file|"&&"|newline) unexpected/.test(o.logs('a')),
      "bash's words": (o) => /syntax error near unexpected token `echo'/.test(o.logs('b')),
      'a missing semicolon': (o) => /Syntax error: "fi" unexpected \(expecting "then"\)/.test(o.logs('c')),
      'a function without braces': (o) => o.logs('d') !== '',
      'all fail with 2': (o) => ['a', 'c'].every((name) => o.states('syn', name).some((state) => / 2$/.test(state))),
    },
  },
]
