import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { ensure } from '../../lib/assert.ts'
import type { FailureReason } from '../../trace/failed-requests.ts'
import type { FailedRequests } from '../diagnosis/failed-requests.ts'
import { runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { trafficIn } from './traffic.ts'
import { TRAFFIC_EN } from './traffic-words-en.ts'
import { TRAFFIC_ZH } from './traffic-words-zh.ts'
import { LANES_EN } from './words-en.ts'

const text = ensure(
  GALLERY.find(({ name }) => name === 'requests-no-prestop'),
  'the scenario',
).text

describe('the lane of a rollout under load', () => {
  const trace = runText(text)
  const lane = ensure(
    lanesOf(trace, { words: LANES_EN }).find(({ kind }) => kind === 'traffic'),
    'the lane',
  )
  if (lane.kind !== 'traffic') throw new Error('another lane')

  test('says what it is, and how much of it there is', () => {
    expect([lane.name, lane.note]).toEqual(['Traffic', 'Service tickets · 20/s'])
    expect(lane.topRate).toBeGreaterThanOrEqual(20)
    expect(lane.topLatency).toBe(402)
  })

  test('marks what failed where it was sent, each with what it can be asked about', () => {
    expect(lane.marks.length).toBeGreaterThan(5)
    for (const mark of lane.marks) {
      if (mark.kind !== 'failures') throw new Error(mark.kind)
      expect(mark.seq).toBeDefined()
      expect(mark.from).toBeGreaterThan(15_000)
      expect(mark.text).toMatch(/preStop|SIGTERM/)
    }
  })

  test('counts what ended in a stretch of time', () => {
    expect(trafficIn(lane.track, 10_000, 15_000)).toMatchObject({ ok: 92, failed: 0, fastest: 402, slowest: 402 })
    const all = trafficIn(lane.track, 0, trace.endMs)
    expect(all.ok + all.failed).toBe(900)
  })
})

function failed(reason: FailureReason, more: Partial<FailedRequests> = {}): FailedRequests {
  return {
    ...{ service: 'web', port: 80, outcome: 'refused', reason, node: 'node-2', pod: 'web-7d4', count: 3 },
    ...{ from: 1000, to: 1400, timeoutMs: 2000, lag: 400, missing: undefined, field: undefined, isStopping: true },
    ...more,
  }
}

test.each<[FailedRequests, string, string]>([
  [
    failed({ kind: 'stoppedListening', since: 1000 }, { missing: 'preStop' }),
    'node-2 still sent 3 requests to web-7d4 for 0.400 s after it had closed its port: no preStop hook keeps it until its nodes know',
    'web-7d4 关闭端口后，node-2 在 0.400 秒内仍向它发了 3 个请求：没有 preStop 钩子让它留到各节点得知之后',
  ],
  [
    failed({ kind: 'podGone', since: 1000 }, { missing: 'longerPreStop', count: 1 }),
    'node-2 still sent 1 request to web-7d4 for 0.400 s after it was gone: its preStop hook is over before its nodes know',
    'web-7d4 消失后，node-2 在 0.400 秒内仍向它发了 1 个请求：它的 preStop 钩子在各节点得知之前就结束了',
  ],
  [
    failed({ kind: 'notYetListening' }, { missing: 'readiness' }),
    '3 requests came to web-7d4 before it listened: no readiness probe holds requests back until it listens',
    '3 个请求在 web-7d4 开始监听之前到达：没有就绪探针在它监听之前挡住请求',
  ],
  [
    failed({ kind: 'cutOff' }, { missing: 'draining' }),
    '3 requests were cut off in web-7d4 when its process ended: at SIGTERM it does not finish what is under way',
    'web-7d4 的进程结束时，3 个请求被中断：收到 SIGTERM 时它不处理完正在进行的请求',
  ],
  [
    failed({ kind: 'noEndpoints' }),
    'node-2 refused 3 requests: its rules had no endpoint for web',
    'node-2 拒绝了 3 个请求：它的规则里 web 没有端点',
  ],
  [failed({ kind: 'noService' }), '3 requests found no Service called web', '3 个请求找不到名为 web 的 Service'],
  [
    failed({ kind: 'noPort' }),
    '3 requests were lost: Service web has no port 80',
    '3 个请求丢失了：Service web 没有端口 80',
  ],
  [failed({ kind: 'slow' }), 'web-7d4 had not answered 3 requests within 2 s', 'web-7d4 在 2 秒内没有回答 3 个请求'],
  [failed({ kind: 'status', status: 503 }), 'web-7d4 answered 3 requests with 503', 'web-7d4 以 503 回答了 3 个请求'],
])('%#', (of, english, chinese) => {
  expect(TRAFFIC_EN.failed(of).text).toBe(english)
  expect(TRAFFIC_ZH.failed(of).text.replaceAll('\u00a0', ' ')).toBe(chinese)
})

test('a verdict counts, and says when and why', () => {
  const none = { service: 'web', count: 2400, failed: 0, from: 0, to: 0, reasons: [] }
  expect(TRAFFIC_EN.verdict(none)).toBe('0 of 2,400 requests to web failed')
  expect(TRAFFIC_ZH.verdict(none)).toBe('发往 web 的 2400 个请求中有 0 个失败')
  const reasons = [
    { kind: 'stoppedListening', missing: 'preStop', isStopping: true, count: 5 },
    { kind: 'slow', missing: undefined, isStopping: false, count: 2 },
  ] as const
  expect(TRAFFIC_EN.verdict({ ...none, failed: 7, from: 20_600, to: 24_500, reasons })).toBe(
    '7 of 2,400 requests to web failed between 0:20.6 and 0:24.5: 5 came after a Pod had closed its port (no preStop hook keeps it until its nodes know), 2 were not answered in time',
  )
})
