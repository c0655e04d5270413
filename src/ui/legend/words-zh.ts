import type { LegendKey } from '../../view/lanes/legend.ts'
import type { LEGEND_EN } from './words-en.ts'

type LegendWords = { readonly [Key in keyof typeof LEGEND_EN]: Key extends 'kinds' ? Kinds : string }
type Kinds = Readonly<Record<LegendKey, readonly [name: string, says: string]>>

export const LEGEND_ZH: LegendWords = {
  legend: '图例',
  hint: '指向一种标记，泳道中的这种标记就会被圈出；按下可保持。',
  none: '还没有画出任何东西',
  kinds: {
    status: ['STATUS', 'kubectl 显示的词和 READY，持续多久画多长'],
    restarts: ['RESTARTS', '计数增加'],
    phase: ['阶段', 'Pod 的阶段：比 STATUS 粗略'],
    condition: ['状况', '为 True 时是线，否则是点'],
    starting: ['启动中', '正在创建并启动容器'],
    pull: ['拉取镜像', '点画到已拉取的部分'],
    notReady: ['运行中，未就绪', '较低：还不完整'],
    ready: ['运行中且就绪', 'Service 可以向它发送流量'],
    stopping: ['正在停止', '仍在运行，即将结束'],
    waiting: ['等待', '没有进程在运行'],
    ended: ['已终止', '0 为素色，出错为斜线，因内存为点'],
    exit: ['退出', '退出码：圆角为 0，切角为出错，八角为 OOM'],
    backOff: ['回退', '宽度是秒数，高度是级数；之后的点直到重启'],
    signal: ['信号', '空心为 SIGTERM，实心为 SIGKILL'],
    grace: ['宽限期', '从 SIGTERM 到期限'],
    hook: ['回调', '正在执行 postStart 或 preStop'],
    success: ['探测成功', '向上'],
    failure: ['探测失败', '向下，附连续次数'],
    threshold: ['阈值', '由这次失败决定'],
    skipped: ['不探测', '此时不探测'],
    log: ['日志', '输出了一行'],
    memory: ['内存', '已用内存，上方是限制'],
    burst: ['到达限制', '内核因内存杀死进程'],
    throttle: ['被限流', '需要的 CPU 超过限制'],
    gate: ['端点', '加入或移出 Service'],
    request: ['请求失败', '发往 Service 的请求，以及失败的原因'],
    step: ['步骤', '有人做的事'],
    schedule: ['调度', '一次寻找节点的尝试'],
    taint: ['污点', '实心为加上，空心为去掉'],
  },
}
