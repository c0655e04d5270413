import { REQUESTS_ZH } from './requests-words-zh.ts'
import { RESOURCES_ZH } from './resources-words-zh.ts'
import { ROLLOUTS_ZH } from './rollout-words-zh.ts'
import type { GalleryWords, ItemWords } from './words.ts'

const STARTING: Readonly<Record<string, ItemWords>> = {
  healthy: {
    title: '一个健康的 Pod',
    watchFor: 'Running 还不等于 Ready。第一次就绪探测成功才打开大门，此后 Service 才会把请求发给这个 Pod。',
  },
  'init-order': {
    title: '先一个接一个，再一起上',
    watchFor:
      'Init 容器一次只运行一个，而且每个都必须成功。第二个失败一次后被重启，因为它等待的文件还不存在；两个都完成后，应用容器才启动。',
  },
  'sidecar-start': {
    title: '边车先行',
    watchFor:
      '代理是一个 restartPolicy 为 Always 的 Init 容器。应用在代理的启动探针成功时启动，而不是等代理结束，因为它永远不会结束；READY 把两者都计算在内。',
  },
  'poststart-slow': {
    title: '它在运行，kubectl 却说 ContainerCreating',
    watchFor:
      '服务器一秒后就在监听，但 postStart 要二十秒。回调完成之前，容器不算在运行：ContainerCreating，阶段为 Pending，没有探测，第二个容器甚至还没启动。',
  },
}

const RESTARTS: Readonly<Record<string, ItemWords>> = {
  'restart-policies': {
    title: 'Always、OnFailure、Never',
    watchFor:
      '每个 Pod 都有一个正常结束的容器和一个失败的容器。Always 把两者都重启，OnFailure 只重启失败的，Never 都不重启；只有 Never 的 Pod 会走到终点，结果是 Failed。',
  },
  'completed-always': {
    title: '工作做完了，还是被重启',
    watchFor:
      '程序正常结束（退出码 0），但 restartPolicy 是 Always，没有人另行设置时就是如此。于是它一次又一次地启动，每次等待都是前一次的两倍。真正想要的是 Job，或 restartPolicy OnFailure。',
  },
  'crash-loop': {
    title: '崩溃循环',
    watchFor:
      '第一次重启立即发生，之后等待越来越长：10 秒、20 秒、40 秒、80 秒、160 秒，然后一直是五分钟。CrashLoopBackOff 是等待，不是崩溃；阶段始终是 Running。',
  },
  'back-off-shows-error': {
    title: '为什么 kubectl 显示 Error 而不是 CrashLoopBackOff',
    watchFor:
      '在这些等待期间，STATUS 一直是 Error；CrashLoopBackOff 只在下一次启动时一闪而过。kubelet 在下一次查看 Pod 时才写入原因，而在这么短的等待之后，那一次查看就是重启。',
  },
  'back-off-forgotten': {
    title: '安稳十一分钟，一切既往不咎',
    watchFor:
      '三次快速崩溃，等待已增长到二十秒。然后它运行了十一分钟，超过让 kubelet 忘记的十分钟：下一次崩溃立即重启，等待又从十秒开始。',
  },
  'image-repaired': {
    title: '新镜像终结等待',
    watchFor:
      '旧版本崩溃，等待已增长到 40 秒。等待途中的 “kubectl set image” 让新版本立即启动，因为回退也与镜像绑定；还是同一个 Pod，只是多了一次重启。',
  },
  'restart-rules': {
    title: '退出码 42 表示：再来一次',
    watchFor:
      'restartPolicy 是 Never，但有一条规则说退出码 42 值得再试。这样的退出有两次得到重启（第二次要等待）；第三次退出码是 1，没有规则为它说话，Pod 失败。',
  },
  'restart-all': {
    title: '一个请求，全体重启',
    watchFor:
      'player 以 88 退出，它的规则重启所有容器：无论宽限期是多少，dealer 只有两秒可以停止，Init 容器再运行一遍；其间阶段又回到 Pending。这一切都没有回退。',
  },
  'init-retried': {
    title: '失败两次的 Init 容器',
    watchFor:
      '只有 Init 容器被再次运行，回退与其他容器相同；应用在等待。RESTARTS 计入它的两次重启，而在它成功后又回到 0：此后只计算应用的重启。',
  },
  'sidecar-crashes': {
    title: 'Init:CrashLoopBackOff，却仍在服务',
    watchFor:
      '边车崩溃了，由于它位于 Init 容器之列，STATUS 显示 Init:Error，然后是 Init:CrashLoopBackOff。应用从未停止；但 Pod 不是 Ready，所以 Service 什么也不发给它。',
  },
  'poststart-fails': {
    title: '失败的 postStart 杀死健康的程序',
    watchFor:
      '程序一切正常，但回调要把它注册到一个不存在的地方。回调失败使容器被杀死，有 SIGTERM 和宽限期，STATUS 显示 PostStartHookError；然后再次尝试，等待越来越长。',
  },
  'one-port': {
    title: '两个容器，一个端口',
    watchFor:
      'Pod 的容器共享一个网络，所以 80 端口只能被占用一次。第二个 nginx 试了一会儿，放弃并以 1 退出；它的日志说明了原因。第一个安然无恙，Pod 是 1/2。',
  },
  'last-words': {
    title: '最后的话',
    watchFor:
      '两者失败时日志里是同一行。只有 “talker” 要求 FallbackToLogsOnError，因此只有它的终止状态带有消息，“kubectl describe” 不必读日志就能说出它为何结束。',
  },
}

const PROBES: Readonly<Record<string, ItemWords>> = {
  'liveness-file': {
    title: '文件在，就活着',
    watchFor:
      '半分钟后文件消失，探针失败。第一次失败什么也没发生，第二次也没有；第三次杀死了容器。新容器又创建了文件，故事从头再来。',
  },
  'liveness-kill': {
    title: '被存活探针杀死',
    watchFor:
      '连续第二次失败（2/2）带来 SIGTERM，以及探针自己的五秒宽限期，而不是 Pod 的六十秒；这个程序忽略 SIGTERM，于是 SIGKILL 以 137 结束它。前三次立即重启，第四次须要等待。',
  },
  'probe-not-found': {
    title: '永远不会失败的探针',
    watchFor:
      '镜像里没有 “guard-check” 命令，所以探测根本无法执行。这既不是成功也不是失败：每五秒有一条警告，而无论容器里发生什么，它都不会被杀死。',
  },
  'readiness-late': {
    title: '在运行，但尚未迎客',
    watchFor:
      '服务器立即开始监听，却有二十秒都回答 503。就绪探针把它挡在 Service 之外，从不重启它；一分钟后它一病不起，又被移出。',
  },
  'readiness-flaps': {
    title: '在 Service 中进进出出',
    watchFor:
      '“moody” 每半分钟就有一半时间关门。每次它都退出 Service 的端点再回来，一次重启也没有；其间由 “steady” 接下请求。',
  },
  'startup-slow': {
    title: '缓慢启动：有与没有启动探针',
    watchFor:
      '两个程序都要 40 秒才开始监听。“impatient” 的存活探针每隔十秒失败一次，三次就放弃，每次启动都是如此，永无止境；“patient” 的启动探针让存活探针等到服务器就绪。',
  },
  'startup-budget': {
    title: '预算太小的启动探针',
    watchFor:
      '服务器需要 40 秒，而它只有六次失败的机会，每次相隔五秒。它在 30 秒时被杀死，一次又一次，与存活探针的做法无异；failureThreshold 设为 10 就能给它 50 秒。',
  },
}

const ENDING: Readonly<Record<string, ItemWords>> = {
  'graceful-delete': {
    title: '善终',
    watchFor:
      'Pod 在被删除的瞬间离开 Service；preStop 给最后的请求留出五秒；然后是 SIGTERM，程序再用三秒，以 0 结束。这一切都在二十秒的宽限期之内。',
  },
  'deaf-to-sigterm': {
    title: '对 SIGTERM 充耳不闻',
    watchFor:
      '作为容器首个进程的 shell 会忽略 SIGTERM，因为它没有相应的处理程序。删除要等满整个宽限期；然后 SIGKILL 结束不肯听话的进程。用 “exec” 或 trap 就能省去这段等待。',
  },
  'sigterm-heard': {
    title: '听见 SIGTERM 的两种方式',
    watchFor:
      '两者在同一秒被删除，宽限期三十秒，却几乎都用不上。“trap” 的 shell 有处理程序，以 0 结束；在 “shared” 中 pause 是首个进程，所以 sleep 可以死于信号：143 = 128 + 15。',
  },
  'prestop-too-long': {
    title: 'preStop 吃掉了宽限期',
    watchFor:
      '回调需要二十秒，而宽限期只有八秒。用完之后 kubelet 不再等待：SIGTERM 带着最短的两秒宽限到来，而程序需要五秒。于是 SIGKILL，137。',
  },
  'sidecar-order': {
    title: '边车最后离场',
    watchFor:
      '删除时应用立即收到 SIGTERM，三者都有 Killing 事件。边车则从最后一个到第一个，逐个收到 SIGTERM，每个都要等前一个结束：这样日志采集器才能听到其他容器的最后几行。',
  },
  'force-delete': {
    title: '列表里没了，节点上还活着',
    watchFor:
      '使用 --force 时，Pod 在同一瞬间离开 API，kubectl 不再显示任何东西。而进程才刚收到 SIGTERM；它还会存活两秒，而同名的新 Pod 可能已经在写入了。',
  },
  finalizer: {
    title: '已删除，但有人不放手',
    watchFor:
      '容器照常结束，STATUS 从 Terminating 变为 Completed。对象却仍然存在，因为它带有一个 Finalizer；半分钟后 Finalizer 被去掉，Pod 才消失。',
  },
  deadline: {
    title: '时间到',
    watchFor:
      'kubelet 接手三十秒后，无论运行得多好，Pod 的时间都到了。它收到 SIGTERM 和宽限期，不会重启，以 Failed 结束，原因是 DeadlineExceeded；STATUS 显示的则是容器如何结束。',
  },
}

const IMAGES: Readonly<Record<string, ItemWords>> = {
  'image-not-there': {
    title: '没有推送的镜像',
    watchFor:
      'ErrImagePull 是尝试，ImagePullBackOff 是等待下一次尝试。一分半钟后有人推送了镜像；没有人动这个 Pod，下一次尝试就找到了它。',
  },
  'pull-never': {
    title: '从不拉取',
    watchFor:
      '两个镜像，一个已在节点上，另一个不在。imagePullPolicy 为 Never 时不询问任何仓库，也没有回退：“without” 每隔十到十五秒被再看一次，永远显示 ErrImageNeverPull。',
  },
  'config-key': {
    title: '不存在的键',
    watchFor:
      'ConfigMap 存在，但环境变量需要的键不在其中：CreateContainerConfigError。30 秒时补上了这个键；没有人动这个 Pod，它在最多十五秒后的下一次尝试中找到了键。',
  },
  'config-volume': {
    title: '来自不存在的 ConfigMap 的卷',
    watchFor:
      'STATUS 只显示 ContainerCreating；只有 FailedMount 事件说明缺了什么。它们的间隔每次翻倍，修复也是如此：ConfigMap 在 40 秒时就有了，而下一次挂载尝试要晚一些。',
  },
}

const WORKLOADS: Readonly<Record<string, ItemWords>> = {
  'job-retries': {
    title: 'Job 的第三次尝试',
    watchFor:
      'counter 只有在货架整齐时才能工作，而货架并不整齐：前两个 Pod 以 Error 结束。它们会保留下来以便查看日志，Job 每次都创建新的 Pod：第一次失败后 10 秒，第二次失败后 20 秒。第三个 Pod 发现货架已经整理好。只要求成功一次：Job 完成，之前的失败不再重要。',
  },
  'stateful-in-order': {
    title: '一个接一个',
    watchFor:
      'StatefulSet 先创建 tier-0，等它就绪才创建 tier-1，然后是 tier-2。30 秒时只要求一个：编号最大的先走，它消失之后才轮到下一个，存储声明都保留。50 秒时又要求三个：tier-1 带着它的名字、声明和写过的内容回来。75 秒时镜像改变：编号最大的先被替换。',
  },
  'daemon-and-taint': {
    title: '每个节点一个守夜人',
    watchFor:
      'DaemonSet 在每个节点上各有一个 Pod，不用告诉它有几个节点。10 秒时节点 “attic” 被加上 NoSchedule 污点：守夜人留下。20 秒时他被打发走，没有新的来，因为新来的不会容忍这个污点。35 秒时污点去掉，下一个马上就到。50 秒时污点是 NoExecute：这次他必须离开。',
  },
  'cron-forbid': {
    title: '必须等待的那一分钟',
    watchFor:
      '每分钟都该备份一次，而每次需要 80 秒。concurrencyPolicy 为 Forbid 时，第二分钟的 Job 不会和第一个同时运行：事件 JobAlreadyActive 说明了这一点。第一个一结束它就开始，名字里是它自己的那一分钟，晚了 20 秒。这时第三个也已经晚了，如此下去，最后有一分钟被略过。',
  },
}

/** The gallery in Chinese. */
export const GALLERY_ZH: GalleryWords = {
  items: {
    ...STARTING,
    ...RESTARTS,
    ...PROBES,
    ...ENDING,
    ...IMAGES,
    ...RESOURCES_ZH,
    ...WORKLOADS,
    ...ROLLOUTS_ZH,
    ...REQUESTS_ZH,
  },
  parts: {
    Starting: '启动',
    Restarts: '重启',
    Probes: '探针',
    Ending: '终止',
    'Images and configuration': '镜像与配置',
    'Resources and nodes': '资源与节点',
    Workloads: '工作负载',
    Requests: '请求',
  },
}
