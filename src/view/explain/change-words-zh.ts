import { ownValue } from '../../lib/own.ts'
import type { ChangeWords } from './change-words-en.ts'

const SPANS: Readonly<Record<Parameters<ChangeWords['began']>[0], string>> = {
  volumes: '准备卷',
  sandbox: '创建沙箱',
  pull: '拉取',
  start: '创建容器',
  run: '运行',
  hook: '回调',
  backOff: '回退',
  grace: '宽限期',
  throttled: 'CPU 限流',
  terminating: '停止',
}

const OUTCOMES: Readonly<Record<string, string>> = { success: '成功', failure: '失败', timeout: '超时' }

export const CHANGE_ZH: ChangeWords = {
  created: '创建',
  oom: 'OOM 杀死',
  exit: (code) => `退出 ${code}`,
  restart: '重启',
  start: '启动',
  pull: '拉取',
  began: (kind) => SPANS[kind],
  ended: (kind) => `${SPANS[kind]}结束`,
  gone: (kind) => `${kind} 消失`,
  changed: (kind) => kind,
  ready: (ready) => `READY ${ready}`,
  statusWritten: '写入状态',
  probe: (probe, outcome, run, of) =>
    outcome === 'unknown'
      ? `${probe} 未知`
      : `${probe} ${ownValue(OUTCOMES, outcome) ?? outcome} ${Math.min(run, of)}/${of}`,
}
