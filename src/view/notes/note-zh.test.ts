import { expect, it } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import { noteOf } from '../../scenario/noted.ts'
import { noteZh } from './note-zh.ts'

/** What a text with one Pod is told, in Chinese. */
function saidOf(container: string): string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - ${container}\n`
  const lookUpImage = (reference: string) =>
    reference === 'harbor.example.com/x/nginx' ? { assumed: false, takenFor: 'nginx' } : { assumed: true }
  return compile(text, { lookUpImage }).problems.flatMap((problem) => {
    const note = noteOf(problem)
    return note ? [noteZh(note)] : []
  })
}

it.each([
  [
    '{name: c, image: acme/api, ports: [{containerPort: 8080}]}',
    '未模拟：没有人知道 acme/api 做什么；把它当作一个在 8080（http）端口提供服务的程序，2\u00a0秒后应答探针，收到 SIGTERM 后以 0 结束。可以在 Scenario 的 images 中说明它做什么',
  ],
  [
    '{name: c, image: acme/x, command: [sh, -c, "tool"], securityContext: {runAsNonRoot: true}}',
    '未模拟：没有人知道 acme/x 做什么；把它当作一个程序，一直运行，以 uid 1000 运行，收到 SIGTERM 后以 0 结束；它的命令可以使用 shell 的常用工具，不属于这些工具的就是这个程序。可以在 Scenario 的 images 中说明它做什么',
  ],
  [
    '{name: c, image: harbor.example.com/x/nginx}',
    'harbor.example.com/x/nginx 与镜像 nginx 同名，按它处理；可以在 Scenario 的 images 中说明它做什么',
  ],
])('%s', (container, said) => {
  expect(saidOf(container)).toEqual([said])
})
