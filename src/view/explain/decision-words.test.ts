import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import type { DecisionName } from '../../trace/decision/decision.ts'
import { type DecisionWords, type ReasonWords, sayDecision, sayReason } from './decision-words.ts'
import { DECISIONS_EN } from './decision-words-en.ts'
import { DECISIONS_ZH } from './decision-words-zh.ts'
import { REASONS_EN } from './reason-words-en.ts'
import { REASONS_ZH } from './reason-words-zh.ts'
import { DECISION_SAMPLES, REASONS } from './testing/decision-samples.ts'
import { runText } from './testing/run-text.ts'

const NAMES = Object.keys(DECISION_SAMPLES) as DecisionName[]
const say = (name: DecisionName, words: DecisionWords) =>
  DECISION_SAMPLES[name].map((value) => sayDecision({ decision: name, value, container: 'app' }, words).text)

describe('a decision in words', () => {
  test.each<[Exclude<DecisionName, 'startContainer'>, readonly (readonly [english: string, chinese: string])[]]>([
    ['allocateCPUs', [['app gets CPU 1-2 for itself; 0,3 is for all others', 'app 独占 CPU 1-2；其余容器共享 0,3']]],
    [
      'cleanUpContainersInPod',
      [
        [
          'The kubelet has read how the containers ended before it removed them; it might as well have been the other way round',
          'kubelet 在移除容器之前读到了它们如何结束；也完全可能是另一种先后',
        ],
        [
          'The containers were removed before the kubelet read how they ended; it might as well have been the other way round',
          '容器在 kubelet 读到它们如何结束之前就被移除了；也完全可能是另一种先后',
        ],
      ],
    ],
    [
      'completeWork',
      [
        [
          'The next look at this Pod comes 1m20.5s later, unless something happens before',
          '若其间没有别的事发生，1\u00a0分\u00a021\u00a0秒后再查看这个 Pod',
        ],
      ],
    ],
    [
      'computePodActions',
      [
        [
          'Container good ended with 0 and restartPolicy is Always; There is no container bad: it is started',
          '容器 good 以 0 结束，restartPolicy 是 Always；没有容器 bad：启动它',
        ],
      ],
    ],
    [
      'doBackOff',
      [
        [
          'app may restart now; the next restart waits 1m20s',
          'app 现在可以重启；再下一次重启要等待 1\u00a0分\u00a020\u00a0秒',
        ],
      ],
    ],
    [
      'doPodResizeAction',
      [
        [
          'Container app is resized while it runs: memory limit 64Mi → 128Mi, CPU limit none → 500m, CPU shares 102 → 512',
          '容器 app 在运行中调整资源：内存限制 64Mi → 128Mi，CPU 限制 无 → 500m，CPU 份额 102 → 512',
        ],
        ['Container app is resized while it runs', '容器 app 在运行中调整资源'],
      ],
    ],
    [
      'evictionRanking',
      [
        [
          'The order of eviction: cat (32Mi over its request, priority 10), dog (4Mi within its request), ant (0 over its request)',
          '驱逐顺序：cat（超出请求 32Mi，优先级 10）、dog（未超请求，余 4Mi）、ant（超出请求 0）',
        ],
        ['The order of eviction: cat (12 processes), dog (1 process)', '驱逐顺序：cat（12 个进程）、dog（1 个进程）'],
      ],
    ],
    [
      'logRotation',
      [
        [
          'The log has reached 10Mi and is rotated: kubectl logs shows what is written from now on',
          '日志已达 10Mi，进行轮转：kubectl logs 只显示此后写入的内容',
        ],
        [
          'The log has reached 1000 bytes and is rotated: kubectl logs shows what is written from now on',
          '日志已达 1000 字节，进行轮转：kubectl logs 只显示此后写入的内容',
        ],
      ],
    ],
    [
      'preempt',
      [
        ['cat has to make room on attic', 'cat 须让出 attic'],
        ['cat, dog have to make room on attic', 'cat、dog 须让出 attic'],
      ],
    ],
    [
      'schedule',
      [
        ['attic fits', 'attic 合适'],
        // The scheduler's message is Kubernetes'.
        ['MESSAGE', 'MESSAGE'],
      ],
    ],
  ])('%s', (name, texts) => {
    expect(say(name, DECISIONS_EN)).toEqual(texts.map(([english]) => english))
    expect(say(name, DECISIONS_ZH)).toEqual(texts.map(([, chinese]) => chinese))
  })

  const reasonTexts = (words: ReasonWords) => REASONS.map((reason) => sayReason(reason, words).text)

  test('why a sync does something', () => {
    expect(reasonTexts(REASONS_EN)).toEqual([
      'The Pod has no sandbox yet',
      'The Pod’s sandbox is gone or has changed',
      'The sandbox is gone and restartPolicy is Never: no new one is made',
      'No container runs and none will be started: the Pod is stopped',
      'Container app is started',
      'There is no container app: it is started',
      'Container app ended with 1 and restartPolicy is Always',
      'Container app ended with 42, and one of its restart rules says: restart',
      'Container app ended with a code for which its rule restarts all containers',
      'Container app failed liveness probe, will be restarted',
      'Container app failed liveness probe',
      'Init container app failed startup probe',
      'Container app definition changed, will be restarted',
      'Init container app definition changed',
      'Container app resize requires restart',
      'Init container app is the first',
      'Init container setup has succeeded, so app is next',
      'Sidecar proxy has started, so app is next',
      'Init container app was created but never started',
      'Init container app failed with 3',
      'Init container app failed with 3 and is not run again',
      'Sidecar app is missing',
      'Sidecar app ended with 137',
    ])
    expect(reasonTexts(REASONS_ZH)).toEqual([
      'Pod 还没有沙箱',
      'Pod 的沙箱已消失或已改变',
      '沙箱已消失，而 restartPolicy 是 Never：不再创建新的',
      '没有容器在运行，也不会再启动：停止 Pod',
      '启动容器 app',
      '没有容器 app：启动它',
      '容器 app 以 1 结束，restartPolicy 是 Always',
      '容器 app 以 42 结束，它的一条重启规则要求重启',
      '容器 app 结束时的退出码，使它的规则重启所有容器',
      '容器 app 的 liveness 探针失败，将重启',
      '容器 app 的 liveness 探针失败',
      'Init 容器 app 的 startup 探针失败',
      '容器 app 的定义已改变，将重启',
      'Init 容器 app 的定义已改变',
      '容器 app 的资源调整需要重启',
      'Init 容器 app 是第一个',
      'Init 容器 setup 已成功，接下来是 app',
      '边车 proxy 已启动，接下来是 app',
      'Init 容器 app 已创建但从未启动',
      'Init 容器 app 以 3 失败',
      'Init 容器 app 以 3 失败，不再运行',
      '边车 app 不在了',
      '边车 app 以 137 结束',
    ])
  })

  test('what it is asked about by is all of it, or what comes first', () => {
    for (const words of [DECISIONS_EN, DECISIONS_ZH]) {
      for (const name of NAMES) {
        for (const value of DECISION_SAMPLES[name]) {
          const { text, head } = sayDecision({ decision: name, value, container: 'app' }, words)
          expect(head).not.toBe('')
          if (name !== 'computePodActions') expect(text.startsWith(head), `${head} begins ${text}`).toBe(true)
        }
      }
    }
  })
})

test('a decision without its words, and words for none, do not compile', () => {
  const { schedule, ...without } = DECISIONS_EN
  // @ts-expect-error One is missing.
  const few: DecisionWords = without
  // @ts-expect-error There is no such decision.
  const many: DecisionWords = { ...without, schedule, guess: schedule }
  const { missing, ...reasons } = REASONS_ZH
  // @ts-expect-error One is missing.
  const fewReasons: ReasonWords = reasons
  expect([few, many, fewReasons, missing]).toHaveLength(4)
})

test('all that is decided in the gallery is said in both languages', () => {
  const seen = new Set<DecisionName>()
  for (const { text: source } of GALLERY) {
    for (const entry of runText(source).entries) {
      if (entry.kind !== 'decision') continue
      seen.add(entry.decision)
      const [english, chinese] = [DECISIONS_EN, DECISIONS_ZH].map((words) => sayDecision(entry, words).text)
      for (const text of [english, chinese]) expect(text).not.toMatch(/undefined|NaN|\[object|\$\{|^$/)
      const ofKubernetes = entry.decision === 'schedule' && entry.value.kind === 'unschedulable'
      expect(chinese === english, english).toBe(ofKubernetes)
    }
  }
  expect(seen.size).toBeGreaterThan(6)
}, 60_000)
