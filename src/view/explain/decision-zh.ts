import { ownValue } from '../../lib/own.ts'
import type { Duration } from '../../lib/time.ts'
import { durationZh } from '../time-zh.ts'

/**
 * What the engine writes beside its decisions is part of the trace, and English. Here it is in Chinese, pattern by
 * pattern; what no pattern knows (a message of Kubernetes) stays as it is.
 */
const PATTERNS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^The Pod has no sandbox yet$/, () => 'Pod 还没有沙箱'],
  [/^The Pod’s sandbox is gone or has changed$/, () => 'Pod 的沙箱已消失或已改变'],
  [
    /^The sandbox is gone and restartPolicy is Never: no new one is made$/,
    () => '沙箱已消失，而 restartPolicy 是 Never：不再创建新的',
  ],
  [/^No container runs and none will be started: the Pod is stopped$/, () => '没有容器在运行，也不会再启动：停止 Pod'],
  [/^Container (\S+) is started$/, (name) => `启动容器 ${name}`],
  [/^There is no container (\S+): it is started$/, (name) => `没有容器 ${name}：启动它`],
  [
    /^Container (\S+) ended with (\d+) and restartPolicy is (\w+)$/,
    (name, code, policy) => `容器 ${name} 以 ${code} 结束，restartPolicy 是 ${policy}`,
  ],
  [
    /^Container (\S+) ended with (\d+), and one of its restart rules says: restart$/,
    (name, code) => `容器 ${name} 以 ${code} 结束，它的一条重启规则要求重启`,
  ],
  [
    /^Container (\S+) ended with a code for which its rule restarts all containers$/,
    (name) => `容器 ${name} 结束时的退出码，使它的规则重启所有容器`,
  ],
  [
    /^(Init container|Container) (\S+) failed (liveness|startup) probe(, will be restarted)?$/,
    (noun, name, probe, restart) =>
      `${ownValue(NOUNS, noun ?? '')} ${name} 的 ${probe} 探针失败${restart === undefined ? '' : '，将重启'}`,
  ],
  [
    /^(Init container|Container) (\S+) definition changed(, will be restarted)?$/,
    (noun, name, restart) =>
      `${ownValue(NOUNS, noun ?? '')} ${name} 的定义已改变${restart === undefined ? '' : '，将重启'}`,
  ],
  [/^Container (\S+) resize requires restart$/, (name) => `容器 ${name} 的资源调整需要重启`],
  [/^Init container (\S+) is the first$/, (name) => `Init 容器 ${name} 是第一个`],
  [
    /^Init container (\S+) has succeeded, so (\S+) is next$/,
    (name, next) => `Init 容器 ${name} 已成功，接下来是 ${next}`,
  ],
  [/^Sidecar (\S+) has started, so (\S+) is next$/, (name, next) => `边车 ${name} 已启动，接下来是 ${next}`],
  [/^Init container (\S+) was created but never started$/, (name) => `Init 容器 ${name} 已创建但从未启动`],
  [/^Init container (\S+) failed with (\d+)$/, (name, code) => `Init 容器 ${name} 以 ${code} 失败`],
  [
    /^Init container (\S+) failed with (\d+) and is not run again$/,
    (name, code) => `Init 容器 ${name} 以 ${code} 失败，不再运行`,
  ],
  [/^Sidecar (\S+) is missing$/, (name) => `边车 ${name} 不在了`],
  [/^Sidecar (\S+) ended with (\d+)$/, (name, code) => `边车 ${name} 以 ${code} 结束`],
  [
    /^(\S+) may restart now; the next restart waits (\S+)$/,
    (name, wait) => `${name} 现在可以重启；再下一次重启要等待 ${waitZh(wait ?? '')}`,
  ],
  [
    /^The next look at this Pod comes (\S+) later, unless something happens before$/,
    (wait) => `若其间没有别的事发生，${waitZh(wait ?? '')}后再查看这个 Pod`,
  ],
  [
    /^Container (\S+) is resized while it runs(?:: (.*))?$/,
    (name, changes) => `容器 ${name} 在运行中调整资源${changes === undefined ? '' : `：${changesZh(changes)}`}`,
  ],
  [
    /^(\S.*) ha(?:s|ve) to make room on (\S+)$/,
    (names, node) => `${(names ?? '').replaceAll(', ', '、')} 须让出 ${node}`,
  ],
  [
    /^(\S+) gets CPU (\S+) for itself; (\S+) is for all others$/,
    (name, own, shared) => `${name} 独占 CPU ${own}；其余容器共享 ${shared}`,
  ],
  [
    /^The log has reached (\S+(?: bytes)?) and is rotated: kubectl logs shows what is written from now on$/,
    (size) => `日志已达 ${size?.replace(' bytes', ' 字节')}，进行轮转：kubectl logs 只显示此后写入的内容`,
  ],
  [
    /^The kubelet has read how the containers ended before it removed them; it might as well have been the other way round$/,
    () => 'kubelet 在移除容器之前读到了它们如何结束；也完全可能是另一种先后',
  ],
  [
    /^The containers were removed before the kubelet read how they ended; it might as well have been the other way round$/,
    () => '容器在 kubelet 读到它们如何结束之前就被移除了；也完全可能是另一种先后',
  ],
  [/^The order of eviction: (.*)$/, (order) => `驱逐顺序：${orderZh(order ?? '')}`],
]

const NOUNS: Readonly<Record<string, string>> = { Container: '容器', 'Init container': 'Init 容器' }

/** Several decisions of one sync stand in one summary. */
export function decisionZh(summary: string): string {
  const whole = saidBy(summary)
  if (whole !== undefined) return whole
  const parts = summary.split('; ').map(saidBy)
  return parts.every((part) => part !== undefined) ? parts.join('；') : summary
}

function saidBy(text: string): string | undefined {
  for (const [pattern, say] of PATTERNS) {
    const match = pattern.exec(text)
    if (match) return say(...match.slice(1))
  }
  return undefined
}

const UNITS: Readonly<Record<string, Duration>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 }

/** Go's spelling of a duration (1m20.5s) in Chinese. */
function waitZh(text: string): string {
  const parts = [...text.matchAll(/([\d.]+)(ms|h|m|s)/g)]
  return durationZh(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * (ownValue(UNITS, unit as string) ?? 0), 0),
  )
}

function changesZh(text: string): string {
  return text
    .replaceAll('memory limit', '内存限制')
    .replaceAll('CPU limit', 'CPU 限制')
    .replaceAll('CPU shares', 'CPU 份额')
    .replaceAll('none', '无')
    .replaceAll(', ', '，')
}

function orderZh(text: string): string {
  return text
    .replace(/ \((\S+) over its request/g, '（超出请求 $1')
    .replace(/ \((\S+) within its request/g, '（未超请求，余 $1')
    .replace(/ \((\d+) process(?:es)?/g, '（$1 个进程')
    .replaceAll(', priority ', '，优先级 ')
    .replaceAll('), ', '）、')
    .replace(/\)$/, '）')
}
