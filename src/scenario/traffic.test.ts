import { describe, expect, test } from 'vitest'
import { sayNote } from '../view/notes/note-words.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { compile } from './compile.ts'

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80}]}
---
`

function textOf(entry: string, steps: string): string {
  return `${SERVICE}apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 10m
  ${steps}
  traffic:
    - ${entry}
`
}

/** "11 warning spec.traffic[0].port: …": on which line what is said. */
function said(entry: string, steps = ''): string[] {
  const text = textOf(entry, steps)
  return compile(text).problems.map(({ range, severity, note, message }) => {
    return `${range?.line} ${severity} ${note ? sayNote(note, NOTES_EN) : message}`
  })
}

function trafficOf(entry: string) {
  return compile(textOf(entry, '')).scenario?.traffic
}

describe('what an entry of traffic says', () => {
  test('only where to and how often is needed', () => {
    expect(trafficOf('{to: service/shop, rate: 20/s}')).toEqual([
      {
        ...{ index: 0, namespace: 'default', service: 'shop', port: 80, path: '/', rate: 20, timeoutMs: 2000 },
        ...{ fromMs: 0, forMs: undefined, keepAlive: false, clients: 10 },
      },
    ])
  })

  test('all that there is', () => {
    const entry =
      '{to: svc/shop, namespace: default, port: 80, path: /x, rate: 30/m, timeout: 500ms, from: 10s, for: 5m, keepAlive: true, clients: 3}'
    expect(trafficOf(entry)).toEqual([
      {
        ...{ index: 0, namespace: 'default', service: 'shop', port: 80, path: '/x', rate: 0.5, timeoutMs: 500 },
        ...{ fromMs: 10_000, forMs: 300_000, keepAlive: true, clients: 3 },
      },
    ])
  })

  test.each<[string, readonly string[]]>([
    ['{rate: 1}', ['12 error spec.traffic[0].to: is needed']],
    ['{to: service/shop}', ['12 error spec.traffic[0].rate: is needed']],
    ['{to: shop, rate: 1}', ['12 error spec.traffic[0].to: must be a Service such as service/web']],
    ['{to: pod/shop, rate: 1}', ['12 error spec.traffic[0].to: must be a Service such as service/web']],
    ['{to: service/shop, rate: often}', ['12 error spec.traffic[0].rate: must be a rate such as 20/s or 30/m']],
    ['{to: service/shop, rate: 20/h}', ['12 error spec.traffic[0].rate: must be a rate such as 20/s or 30/m']],
    ['{to: service/shop, rate: 0}', ['12 error spec.traffic[0].rate: must be more than nothing']],
    ['{to: service/shop, rate: 5000/s}', ['12 error spec.traffic[0].rate: must be at most 1000/s']],
    [
      '{to: service/shop, rate: 500/s}',
      [
        '12 error spec.traffic[0].rate: comes to 300000 requests by the end of the run; 100000 are simulated in all: fewer a second, or for a shorter time',
      ],
    ],
    ['{to: service/shop, rate: 1, port: 70000}', ['12 error spec.traffic[0].port: must be a number from 1 to 65535']],
    ['{to: service/shop, rate: 1, path: x}', ['12 error spec.traffic[0].path: must begin with /']],
    ['{to: service/shop, rate: 1, timeout: 0}', ['12 error spec.traffic[0].timeout: must be more than nothing']],
    ['{to: service/shop, rate: 1, timeout: 1h}', ['12 error spec.traffic[0].timeout: must be at most 5m']],
    [
      '{to: service/shop, rate: 1, clients: 0}',
      ['12 error spec.traffic[0].clients: must be a whole number, at least 1'],
    ],
    ['{to: service/shop, rate: 1, keepalive: true}', ['12 error unknown field "spec.traffic[0].keepalive"']],
    ['{to: service/shop, rate: 1, port: 81}', ['12 warning spec.traffic[0].port: Service shop has no port 81, but 80']],
    [
      '{to: service/shpo, rate: 1}',
      ['12 warning spec.traffic[0].to: nothing here makes a Service shpo; did you mean shop?'],
    ],
    [
      '{to: service/shop, rate: 1, namespace: other}',
      ['12 warning spec.traffic[0].to: nothing here makes a Service shop'],
    ],
  ])('%s', (entry, expected) => {
    expect(said(entry)).toEqual(expected)
  })

  test('a Service that a step may make is not missed', () => {
    const steps = 'steps: [{at: 1s, run: "kubectl expose deployment late"}]'
    expect(said('{to: service/late, rate: 1}', steps).filter((each) => each.includes('traffic'))).toEqual([])
  })
})
