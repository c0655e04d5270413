import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { downloadsIn } from './downloads.ts'

describe('what a command saves of the world outside', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['wget', 'https://example.com/a/b.tar.gz?x=1'], ['b.tar.gz']],
    [['wget', '-qO', '/etc/a.conf', 'https://example.com/a'], ['/etc/a.conf']],
    [['sh', '-c', 'cd /w && wget -O- https://example.com/a > a.yaml'], []],
    [['sh', '-c', 'wget --output-document=/a "https://example.com/x"; echo done'], ['/a']],
    [['/bin/sh', '-c', 'curl -sSLo /usr/bin/tool https://dl.example.com/tool || exit 1'], ['/usr/bin/tool']],
    [['sh', '-c', 'curl -LO https://dl.example.com/tool.zip'], ['tool.zip']],
    [['sh', '-c', 'curl -s https://example.com/x > /x.json'], ['/x.json']],
    [['git', 'clone', 'https://git.example.com/a/site.git'], ['site']],
    [['git', 'clone', '--depth', '1', 'https://git.example.com/a/site.git', '/www'], ['/www']],
    [['sh', '-c', 'curl https://example.com/health'], []],
    [['wget', '--spider', 'https://example.com/'], []],
    [['wget', '-O', '/dev/null', 'https://example.com/'], []],
    [['sh', '-c', 'wget -O /x http://web/x; wget -O /y http://web.shop.svc.cluster.local/y; curl -o z $URL'], []],
    [['wget', '-O', '/x', 'http://localhost:8080/x'], []],
  ])('%j', (command, files) => {
    expect(downloadsIn(command).map(({ file }) => file)).toEqual(files)
  })
})

describe('it is said at the command', () => {
  const text = (scenario = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: c
    image: nginx:1.27
    lifecycle:
      postStart:
        exec: {command: [sh, -c, "curl -o /etc/nginx/conf.d/a.conf https://example.com/a.conf"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {${scenario}}
`

  it('once, with what stands for it', () => {
    expect(compile(text()).problems).toMatchObject([
      {
        severity: 'info',
        path: 'spec.containers[0].lifecycle.postStart.exec.command',
        range: { line: 10 },
        note: { kind: 'download', url: 'https://example.com/a.conf', file: '/etc/nginx/conf.d/a.conf' },
      },
    ])
  })

  it('not where there is no world outside', () => {
    expect(compile(text('assumptions: {internet: false}')).problems).toEqual([])
  })
})
