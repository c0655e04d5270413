import type { ItemWords } from './words.ts'

/** The longest part of the gallery, in Chinese. */
export const RESOURCES_ZH: Readonly<Record<string, ItemWords>> = {
  oom: {
    title: '超出内存限制',
    watchFor:
      '曲线上升，碰到限制，内核结束容器：OOMKilled，退出码 137（128 + 9）。重启无济于事，因为程序还是那个程序；从第二次起还要等待。',
  },
  'oom-child': {
    title: '内存不足：只结束子进程，还是全部？',
    watchFor:
      '两个 Pod 中都有一个 shell 启动了占用过多内存的程序。在 cgroup v1 下，内核只结束那个程序，shell 活下来并写进日志；在 v2 下，它结束整个容器：OOMKilled，137，重启。',
  },
  'no-room': {
    title: '哪个节点都没有空间',
    watchFor:
      '节点有两个 CPU，“early” 要一个半，“late” 也要一个半。它保持 Pending，FailedScheduling 事件说明了原因；等多久都没用，只有事情发生才有用：“early” 消失的瞬间，它就被绑定。',
  },
  'node-selector-then-label': {
    title: '等待一个标签',
    watchFor:
      '“archive” 要求节点带有 disk=ssd，而三个节点都没有：Pending，FailedScheduling 统计了原因。等待无用。30 秒时有人给其中一个加上标签，Pod 就在那一刻绑定。60 秒时标签又被去掉，什么也没发生：它只在调度 Pod 时检查，之后不再检查。',
  },
  'taint-and-toleration': {
    title: '一个污点，谁能容忍',
    watchFor:
      '两个节点中有一个用 NoSchedule 污点留给数据库。“ledger” 容忍它，可以去那里，“visitor” 不行。20 秒时另一个节点也有了这样的污点：“visitor” 留在原处，但 “latecomer” 无处可去，直到 50 秒时污点消失。',
  },
  'pod-anti-affinity': {
    title: '同一节点上不得有两个',
    watchFor:
      '三个 choir Pod 都拒绝已有另一个 choir Pod 的节点。只有两个节点，所以第三个保持 Pending，尽管空间充裕。“alto” 被删除并结束后，它的节点就空出来给 “bass”。',
  },
  preemption: {
    title: '为更重要者让位',
    watchFor:
      '两个 Pod 占满了唯一的节点。“siren” 带着更高的优先级到来，却无处可去：调度器寻找谁该离开，选中最不重要的 “cleaner”，并许诺它的位置（nominatedNodeName）。“cleaner” 有自己的宽限期可以结束；它结束的那一刻，“siren” 就被绑定。',
  },
  'emptydir-full': {
    title: 'emptyDir 没有那么大',
    watchFor:
      '十秒时程序向 16 MiB 的卷写入 40 MiB，没有一次写入失败。kubelet 每分钟才测量一次卷里有什么；半分钟之后 Pod 被永久驱逐：阶段 Failed，原因 Evicted，而 STATUS 显示 ContainerStatusUnknown。',
  },
  'evicted-by-api': {
    title: '被请离',
    watchFor:
      '像 “kubectl drain” 那样通过 API 驱逐，就是带有原因的删除：状况 DisruptionTarget 说明是什么原因，然后照常是 SIGTERM 和宽限期。裸 Pod 不会再回来。',
  },
  'kubelet-away': {
    title: '没有人看着节点',
    watchFor:
      'kubelet 在 10 秒时停止，程序在 20 秒时死去，而 API 一直显示 Running 1/1，因为没有人告诉它别的。40 秒时 kubelet 回来，看到了退出及其真实时间，立即重启。',
  },
  'static-pod': {
    title: '删不掉的 Pod',
    watchFor:
      '两个 Pod 都在 25 秒时被删除。裸 Pod 消失了；静态 Pod 来自节点上的文件，被删除的只是它的镜像：它立刻又回来，容器毫无察觉。只有移除文件才能结束它。',
  },
  'quota-refused': {
    title: '两张桌子，三个人',
    watchFor:
      '配额允许这个名字空间有两个 Pod。第三个在应用时被拒绝，并给出配额的名称和数字，什么也不会留下。已结束的 Pod 不再计入：第一个完成后，“used” 降到 1，同样的命令就通过了。',
  },
  'node-lost': {
    title: '一个节点陷入沉默',
    watchFor:
      '20 秒时机器 “island” 断电。将近一分钟没有人注意到：最后一次心跳必须已过去 50 秒。然后它的 Pod 未就绪，得不到流量，尽管 STATUS 仍显示 Running。“boat” 按它自己的设置再留 60 秒，“hut” 则是通常的 300 秒；之后两者都停在 Terminating，因为那里没有人能结束它们。9 分钟时机器回来，它们立即消失。',
  },
  'taint-seconds': {
    title: '三位客人与一个打烊时间',
    watchFor:
      '20 秒时节点被加上 NoExecute 污点。“hasty” 不容忍它，立即被赶走。“patient” 容忍 30 秒，一秒也不多。“resident” 无限期容忍，留了下来。40 秒时污点又消失了，比 “patient” 必须离开早了十秒：它的驱逐被取消。',
  },
  'drain-and-budget': {
    title: '必须有两个继续唱',
    watchFor:
      '合唱团有三个声部，还有一个要求其中两个就绪的干扰预算。20 秒时节点 “stage” 被清空。它先被标记为不可调度；然后 “alto” 可以离开，预算也随之用尽。“tenor” 每五秒被拒绝一次，直到约 40 秒时新的 alto 在另一个节点上就绪。这时舞台才空下来。',
  },
  'claim-late': {
    title: '还没有地方可写',
    watchFor:
      '“diary” 需要一个还没有人创建的申领，所以没有节点合适：Pending。15 秒时申领有了，但没有足够大的卷：仍是 Pending，只是换了说法。30 秒时有人提供了卷，申领转眼间就绑定，Pod 得到调度。它写下的内容在它被删除后仍然保留：第二个 Pod 读到了它。',
  },
  'rolling-readiness': {
    title: '在 Service 后面依次就位',
    watchFor:
      '一个 Service 后面的三个 Pod 分别需要 5、12 和 20 秒才能应答。每个都要等就绪探针成功才得到流量，一刻也不会早；顾客每四秒询问一次，没有谁就绪时就被拒绝。40 秒时 “early” 被删除：它还在工作，就已立即被移出 Service。',
  },
  'eviction-order': {
    title: '节点内存不足时谁先走',
    watchFor:
      '十五秒时，Pod 之外的某个东西使节点只剩 50Mi，而 kubelet 希望看到 100Mi。人们说“先 BestEffort，再 Burstable，最后 Guaranteed”。这几乎是对的，因为什么都不请求的总是超出请求。但 kubelet 并不看 QoS 类：先走的是超出请求的，其中最不重要的先走，再其中超出最多的先走。所以 spender（Burstable，超出 32Mi）先于 stray（BestEffort，4Mi），而优先级最低的 saver 最后走，因为它没有超出请求。',
  },
  'memory-pressure': {
    title: '五分钟的怀疑',
    watchFor:
      'hoarder 占满了节点的内存，节点的 kubelet 驱逐了它：阶段 Failed，不再运行。几秒钟后节点又有了空间，但在此后的五分钟里仍被视为处于压力之下，并有一个污点挡住新的 Pod。因此本可立即放下的 latecomer，这段时间一直是 Pending。',
  },
}
