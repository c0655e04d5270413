import type { ItemWords } from './words.ts'

export const ROLLOUTS_ZH: Readonly<Record<string, ItemWords>> = {
  rollout: {
    title: '逐步换上新版本',
    watchFor:
      '面包店有三座烤炉，第 10 秒换上新版本。Pod 本身不会被修改：Deployment 另建一个 ReplicaSet，让它增长，同时让旧的缩小。最多可以比要求的多一个 Pod（maxSurge），就绪的一个也不能少（maxUnavailable），所以每一步都要等新 Pod 的就绪探针成功。最后旧的 ReplicaSet 留了下来，没有 Pod：“rollout undo”就是回到它。',
  },
  'rollout-stuck': {
    title: '谁也拉取不到的新版本',
    watchFor:
      '第 10 秒，灯具店要求使用仓库里没有的镜像。新 ReplicaSet 试着启动一个 Pod，启动不了；因为最多只能多出一个 Pod，更新就停在这里，三个旧 Pod 照常工作。过了 progressDeadlineSeconds（这里是 20 秒，默认十分钟），Deployment 报告自己停滞。没有什么会自动撤销：第 45 秒才执行撤销，成为修订版本 3，也就是原来的 ReplicaSet。',
  },
  'rollout-paused': {
    title: '一次推出两处修改',
    watchFor:
      '第 8 秒暂停 Deployment，然后换镜像、改限制。Pod 保持原样，也没有新的 ReplicaSet；只有第 14 秒扩到四个副本立刻生效，用的是旧模板。第 20 秒恢复后，两处修改作为一个修订版本一起推出。',
  },
  canary: {
    title: '先放几个新版 Pod',
    watchFor:
      '两个 Deployment 的 Pod 都带有 Service 所找的标签，所以它通向两者：三个稳定版，一个新版。新版表现不错：第 15 秒增加到三个，第 25 秒旧版一个不剩。虽然都在一家店里，ReplicaSet 只认自己的 Pod，依据是标签 pod-template-hash。',
  },
  'orphans-adopted': {
    title: '没有主人的 Pod 找到主人',
    watchFor:
      '第 10 秒删除 Deployment，但不删除它创建的东西（--cascade=orphan）：它的 ReplicaSet 忘记了是谁创建的，继续工作。第 20 秒以同样方式删除 ReplicaSet，两个 Pod 就不属于任何人了，但一直在工作。第 30 秒来了一个寻找这种标签的 ReplicaSet：它把两个都收归自己，再补上缺少的一个。从此，被删除的 Pod 都由它补上。',
  },
}
