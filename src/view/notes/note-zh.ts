import type { Note } from '../../scenario/note.ts'
import { durationZh } from '../time/time-zh.ts'

type NoteOf<K extends Note['kind']> = Extract<Note, { readonly kind: K }>

/** Each kind of note in Chinese: one that has no words does not compile. */
const NOTES: { readonly [K in Note['kind']]: (note: NoteOf<K>) => string } = {
  assumedImage: ({ image, program, hasCommand }) => {
    const { ports, ends, user, onTerm, startMs, makes } = program
    const listed = ports.map(({ port, protocols }) => `${port}（${protocols.join('、')}）`).join('、')
    const does = [
      ports.length > 0 ? `一个在 ${listed}端口提供服务的程序` : '一个程序',
      ...(ports.length > 0 ? [startMs > 0 ? `${durationZh(startMs)}后应答探针` : '立即应答探针'] : []),
      ...(ports.length === 0 && !ends ? ['一直运行'] : []),
      ...(user === undefined ? [] : [`以 uid ${user} 运行`]),
      ends
        ? `${durationZh(ends.afterMs)}后以 ${ends.code} 结束`
        : onTerm === 'ignore'
          ? '不理会 SIGTERM'
          : `收到 SIGTERM 后以 ${onTerm.code} 结束`,
    ]
    const parts = [
      `没有人知道 ${image} 做什么；把它当作${does.join('，')}`,
      ...(hasCommand ? ['它的命令可以使用 shell 的常用工具，不属于这些工具的就是这个程序'] : []),
      ...(makes.length > 0 ? [`它会创建探针要找的 ${makes.join('、')}`] : []),
    ]
    return `未模拟：${parts.join('；')}。可以在 Scenario 的 images 中说明它做什么`
  },
  takenForImage: ({ image, known }) =>
    `${image} 与镜像 ${known} 同名，按它处理；可以在 Scenario 的 images 中说明它做什么`,
  noSuchTag: ({ image }) => `${image}：据目前所知没有这个标签，因此拉取会失败；可以在 Scenario 的 images 中写 pull: ok`,
  defaultStorageClass: ({ name, provisioner }) =>
    `假定：集群有默认的 StorageClass ${name}（${provisioner}），会为这个 PersistentVolumeClaim 创建卷；可以在 Scenario 的 assumptions 中写 defaultStorageClass: false`,
  behindBroken: ({ line }) => `未应用：kubectl 读到第 ${line} 行的错误就停止，不再读后面的内容`,
  download: ({ url, file }) =>
    `未模拟：${url} 的内容；${file} 是占位文件，把它当作配置读取的服务器按清单所要求的方式工作`,
}

export function noteZh<K extends Note['kind']>(note: NoteOf<K>): string {
  return NOTES[note.kind as K](note)
}
