import { describe, expect, it } from 'vitest'
import { rfc3339 } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { ASSUMPTIONS } from '../../scenario/assumptions.ts'
import type { TraceChunk } from '../../trace/chunk.ts'
import type { EventWritten, LogLine, ObjectWritten, TraceEntry } from '../../trace/entry.ts'
import { BufferedOutput } from '../io.ts'
import { writeEvents } from './events.ts'
import { writeJson } from './json.ts'
import { writeLogs } from './logs.ts'
import { writeWatch } from './watch.ts'
import type { Writer } from './writer.ts'

function pod(at: number, phase: string, more: Partial<ObjectWritten> = {}): ObjectWritten {
  const name = more.name ?? 'web'
  const namespace = more.namespace ?? 'default'
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, creationTimestamp: rfc3339(0) },
    spec: { containers: [{ name: 'app', image: 'nginx' }] },
    status: { phase },
  }
  return {
    kind: 'object',
    seq: at,
    at,
    change: 'MODIFIED',
    objectKind: 'Pod',
    namespace,
    name,
    by: { name: 'x' },
    object,
    ...more,
  }
}

function event(at: number, count: number): EventWritten {
  return {
    kind: 'event',
    seq: at,
    at,
    key: 'k',
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container app',
    count,
    firstAt: 2000,
    component: 'kubelet',
    regarding: { kind: 'Pod', namespace: 'default', name: 'web' },
  }
}

function log(at: number, container: string, line: string): LogLine {
  const pod = { namespace: 'default', name: 'web', uid: 'u' }
  return { kind: 'log', seq: at, at, pod, container, restart: 0, stream: 'stdout', line }
}

function chunk(entries: readonly TraceEntry[], endMs = 60_000): TraceChunk {
  return { endMs, ending: 'until', entries, probes: [], memory: [] }
}

function printed(writer: Writer, ...chunks: readonly TraceChunk[]): string {
  const pieces: string[] = []
  const out = new BufferedOutput((text) => pieces.push(text))
  writer(chunks, out, [])
  out.flush()
  return pieces.join('')
}

describe('watch', () => {
  it('prints a row for each version of a Pod', () => {
    const text = printed(writeWatch, chunk([pod(0, 'Pending')]), chunk([pod(2500, 'Running')]))
    expect(text).toBe(
      [
        'NAME   READY   STATUS    RESTARTS   AGE',
        'web    0/1     Pending   0          0s',
        'web    0/1     Running   0          2s',
        '',
      ].join('\n'),
    )
  })

  it('shows the namespace where it is not the default one', () => {
    expect(printed(writeWatch, chunk([pod(0, 'Pending', { namespace: 'shop' })]))).toMatch(
      /^NAMESPACE +NAME .*\nshop +web /,
    )
  })

  it('prints nothing where there is no Pod', () => {
    expect(printed(writeWatch, chunk([]))).toBe('')
  })
})

describe('events', () => {
  it('prints each Event once, as it was at the end', () => {
    const text = printed(writeEvents, chunk([event(2000, 1)]), chunk([event(12_000, 2)], 15_000))
    expect(text.split('\n').slice(1)).toEqual([
      '3s          Warning   BackOff   pod/web   Back-off restarting failed container app',
      '',
    ])
  })
})

describe('logs', () => {
  it('are bare while one container writes', () => {
    expect(printed(writeLogs, chunk([log(1, 'app', 'one'), log(2, 'app', 'two')]))).toBe('one\ntwo\n')
  })

  it('say who writes when there are several', () => {
    const text = printed(writeLogs, chunk([log(1, 'app', 'one'), log(2, 'proxy', 'two')]))
    expect(text).toBe('[pod/web/app] one\n[pod/web/proxy] two\n')
  })
})

describe('json', () => {
  it('says of a decision what its facts are, and in English what they mean', () => {
    const pod = { namespace: 'default', name: 'web', uid: 'u' }
    const value = { nextWaitMs: 20_000 }
    const decision = { kind: 'decision', seq: 5, at: 5, pod, container: 'app', decision: 'doBackOff', value } as const
    expect(JSON.parse(printed(writeJson, chunk([decision]))).entries).toEqual([
      { ...decision, summary: 'app may restart now; the next restart waits 20s' },
    ])
  })

  it('is one object with what happened, by kind', () => {
    const header = { kubernetes: '1.36', name: 'x', seed: 7, untilMs: 60_000, assumptions: ASSUMPTIONS } as const
    const first = { ...chunk([pod(0, 'Pending', { change: 'ADDED' }), event(2000, 1)]), header }
    const text = printed(writeJson, first, chunk([event(12_000, 2), log(13_000, 'app', 'hello')]))
    expect(JSON.parse(text)).toMatchObject({
      apiVersion: 'podlapse.dev/v1',
      kind: 'Trace',
      kubernetes: '1.36',
      seed: 7,
      untilMs: 60_000,
      objects: [
        {
          tMs: 0,
          change: 'ADDED',
          kind: 'Pod',
          namespace: 'default',
          name: 'web',
          row: { ready: '0/1', status: 'Pending', restarts: '0' },
          object: { metadata: { name: 'web' }, spec: {}, status: { phase: 'Pending' } },
        },
      ],
      events: [
        { tMs: 2000, count: 1, component: 'kubelet', regarding: { kind: 'Pod', name: 'web' } },
        { tMs: 12_000, count: 2 },
      ],
      logs: [{ tMs: 13_000, pod: 'web', container: 'app', restart: 0, stream: 'stdout', line: 'hello' }],
    })
  })

  it('is an object with empty lists where nothing happened', () => {
    expect(JSON.parse(printed(writeJson, chunk([])))).toMatchObject({ objects: [], events: [], logs: [], entries: [] })
  })
})

describe('BufferedOutput', () => {
  it('writes few and bounded pieces', () => {
    const sizes: number[] = []
    const out = new BufferedOutput((text) => sizes.push(text.length))
    for (let i = 0; i < 10_000; i++) out.write('0123456789'.repeat(5))
    out.flush()
    expect(sizes.reduce((sum, size) => sum + size)).toBe(500_000)
    expect(sizes.length).toBeLessThan(10)
    expect(Math.max(...sizes)).toBeLessThan(70_000)
  })
})
