import type { Widen } from '../../lib/widen.ts'
import type { SCHEDULING_EN } from './scheduling-words-en.ts'

export const SCHEDULING_ZH: Widen<typeof SCHEDULING_EN> = {
  scheduling: '调度',
  noneFits: (count) => (count === 0 ? '没有任何节点' : `查看了 ${count} 个节点，都不合适`),
  nodeFound: '已找到节点',
  heldBack: '被调度门控拦住',
  notOurs: '交给另一个调度器',
  notTried: '尚未尝试',
  whatNodesSaid: (clock, attempt) => `各节点在 ${clock} 的答复${attempt > 1 ? `（第 ${attempt} 次尝试）` : ''}`,
  whoSaidNo: '谁拒绝了',
  rejectionColumns: ['节点', '插件', '原因'],
  more: (count, others) => (others ? `以及另外 ${count} 个` : `全部 ${count} 个节点`),
  preemption: '抢占',
  onNodes: (count) => `（${count} 个节点）`,
  makesRoom: () => '须让出节点',
  againstBudgets: (count) => `（其中 ${count} 个本应受 PodDisruptionBudget 保护）`,
  triedAgain: '再次尝试',
  triedAt: (clock, fits) => `${clock}，${fits ? '届时就合适了' : '届时仍无处可去'}`,
  neverAgain: '本次运行中不再尝试',
  waitsForClaims: '等待绑定：',
  beforeItGoesTo: '绑定后去往',
  gates: '在它们全部移除之前不会尝试：',
  asksFor: '这里只模拟一个调度器，而此 Pod 要求的是',
  best: (feasible, asked) =>
    feasible === 1
      ? asked === 1
        ? '是唯一的节点，而且合适'
        : `是 ${asked} 个节点中唯一合适的`
      : `是 ${feasible} 个合适节点中最好的`,
  boundAt: (clock, attempts) => `于 ${clock} 选定${attempts > 1 ? `（第 ${attempts} 次尝试）` : ''}`,
  bestNodes: '最好的节点',
  node: '节点',
  total: '总分',
  whatDecided: '差别在哪里',
  allEqual: '所有节点得分相同：取其中第一个。',
}
