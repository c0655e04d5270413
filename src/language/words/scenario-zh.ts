/** Scenario 各字段的用途，每行一个。 */
export const SCENARIO_DESCRIPTIONS_ZH = `
Scenario: 人和机器在什么时候做什么。其中每个字段都可以省略。
ScenarioSpec.assumptions: Kubernetes 没有规定的数值：拉取镜像要多久、内存填充有多快。
ScenarioSpec.images: 别处无从得知的镜像行为。
ScenarioSpec.imagesPresent: 每个节点上是否已有所有镜像。
ScenarioSpec.nodes: 机器；不写则有三台，各有 4 个 CPU 和 8 GiB 内存。
ScenarioSpec.seed: 随机数的种子：换一个数，就是另一次运行。
ScenarioSpec.steps: 在第几秒做什么。
ScenarioSpec.until: 运行到何时为止；不写则到不会再有新事发生时，最多 15 分钟。
ScenarioSpec.workstation: 输入命令的那台机器。
ScenarioWorkstation.files: 那里的命令可以使用的文件。
ScenarioNode.cgroup: 内核控制组的版本：v2 下 OOM 会终止整个容器。
ScenarioNode.cpu: 有多少个 CPU。
ScenarioNode.kubelet: 它的 kubelet 选项，名称与 KubeletConfiguration 相同。
ScenarioNode.labels: Pod 可以要求的标签。
ScenarioNode.memory: 有多少内存。
ScenarioNode.name: 节点的名称。
ScenarioNode.pods: 最多容纳多少个 Pod。
ScenarioNode.resources: 其他资源，按名称：nvidia.com/gpu。
ScenarioNode.taints: 没有相应容忍度的 Pod 会被挡在外面。
ScenarioNode.unschedulable: 是否已被封锁（cordon）。
ScenarioTaint.effect: 没有容忍度的 Pod 只是不能进来，还是也会被赶走。
ScenarioTaint.key: 污点的名称。
ScenarioImage.answers: 探针在什么时候得到什么回答：最后一条适用的规则算数。
ScenarioImage.command: 运行什么。podlapse 会按它的参数行事。
ScenarioImage.ends: 何时自行结束，退出码是多少。
ScenarioImage.env: 自带的环境变量。
ScenarioImage.files: 自带的文件。
ScenarioImage.memory: 程序占用多少内存。
ScenarioImage.name: 指哪个镜像，写法与容器中相同。
ScenarioImage.onTerm: 被要求结束时怎么做：需要多久，或者不予理会。
ScenarioImage.ports: 监听哪些端口：数字，或端口加协议。
ScenarioImage.present: 每个节点上是否已有此镜像。
ScenarioImage.pull: 拉取的结果。
ScenarioImage.pullTime: 拉取要多久。
ScenarioImage.size: 大小；与带宽一起决定拉取时间。
ScenarioImage.startTime: 启动多久之后才开始监听。
ScenarioImage.user: 清单没有另行指定时，以哪个用户运行。
ScenarioImage.workingDir: 命令在哪个目录启动。
ScenarioAnswer.delay: 回答需要多久。
ScenarioAnswer.from: 从启动后多久开始。
ScenarioAnswer.path: 针对哪个路径；不写则针对各种探针。
ScenarioAnswer.status: 状态码：400 及以上算失败。
ScenarioAnswer.to: 到什么时候为止。
ScenarioEnd.after: 多久之后。
ScenarioEnd.code: 退出码。
ScenarioStep.apply: 那时应用的对象。
ScenarioStep.at: 开始之后多久：30s、1m30s。
ScenarioStep.container: Pod 中的哪个容器。
ScenarioStep.do: 对它做什么。
ScenarioStep.image: 对哪个镜像做。
ScenarioStep.interrupt: 何时按下 Ctrl-C。
ScenarioStep.manifest: 写入的静态 Pod。
ScenarioStep.name: 移除的静态 Pod。
ScenarioStep.namespace: Pod 所在的命名空间。
ScenarioStep.node: 对哪个节点做。
ScenarioStep.pod: 对哪个 Pod 做。
ScenarioStep.run: 在工作站上输入的一行 shell：kubectl 及其搭配的命令。
ScenarioStep.signal: 1 号进程收到哪个信号。
ScenarioAssumptions.internet: 集群之外是否有外部世界。
ScenarioAssumptions.defaultStorageClass: 集群是否有默认的 StorageClass。
ScenarioAssumptions.pullBandwidth: 每秒从镜像仓库取得多少：50Mi/s。
ScenarioKubelet.maxPods: 最多容纳多少个 Pod。
ScenarioKubelet.evictionHard: 内存或磁盘剩余多少时立即驱逐 Pod。
ScenarioKubelet.evictionSoft: 同上，但要持续一段时间之后。
ScenarioKubelet.crashLoopBackOff: 重启前的等待最长可到多久。
ScenarioKubelet.cpuManagerPolicy: static 会把整颗 CPU 分给 Guaranteed Pod。
ScenarioKubelet.serializeImagePulls: 镜像是否一个接一个地拉取。
ScenarioKubelet.allowedUnsafeSysctls: 允许 Pod 修改的内核参数。
`
