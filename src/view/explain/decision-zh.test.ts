import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import { decisionZh } from './decision-zh.ts'
import { runText } from './testing/run-text.ts'

describe('what the engine decided, in Chinese', () => {
  test.each([
    ['Container app ended with 1 and restartPolicy is Always', '容器 app 以 1 结束，restartPolicy 是 Always'],
    [
      'Container good ended with 0 and restartPolicy is Always; There is no container bad: it is started',
      '容器 good 以 0 结束，restartPolicy 是 Always；没有容器 bad：启动它',
    ],
    [
      'app may restart now; the next restart waits 1m20s',
      'app 现在可以重启；再下一次重启要等待 1\u00a0分\u00a020\u00a0秒',
    ],
    ['Init container setup failed startup probe, will be restarted', 'Init 容器 setup 的 startup 探针失败，将重启'],
    [
      'The order of eviction: a (32Mi over its request, priority 10), b (4Mi within its request)',
      '驱逐顺序：a（超出请求 32Mi，优先级 10）、b（未超请求，余 4Mi）',
    ],
    ['app gets CPU 1-2 for itself; 0,3 is for all others', 'app 独占 CPU 1-2；其余容器共享 0,3'],
    [
      'The log has reached 10Mi and is rotated: kubectl logs shows what is written from now on',
      '日志已达 10Mi，进行轮转：kubectl logs 只显示此后写入的内容',
    ],
    ['0/3 nodes are available: 3 Insufficient cpu.', '0/3 nodes are available: 3 Insufficient cpu.'],
  ])('%s', (summary, chinese) => {
    expect(decisionZh(summary)).toBe(chinese)
  })

  test('nothing that happens in the gallery is left in English', () => {
    const left = new Set<string>()
    for (const { text } of GALLERY) {
      for (const entry of runText(text).entries) {
        if (entry.kind !== 'decision' || schedulingDecisionOf(entry)) continue
        if (entry.summary !== '' && decisionZh(entry.summary) === entry.summary) left.add(entry.summary)
      }
    }
    expect([...left]).toEqual([])
  }, 60_000)
})
