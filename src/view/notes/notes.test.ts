import { describe, expect, it, test } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import { type NoteWords, sayFault, sayFix, sayNote } from './note-words.ts'
import { NOTES_EN } from './notes-en.ts'
import { NOTES_ZH } from './notes-zh.ts'
import { problemText } from './problem-text.ts'
import { FAULTS, FIXES, NOTES } from './testing/note-samples.ts'

/** What a text with one Pod is told, in both languages. */
function saidOf(container: string): string[][] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - ${container}\n`
  const lookUpImage = (reference: string) =>
    reference === 'harbor.example.com/x/nginx' ? { assumed: false, takenFor: 'nginx' } : { assumed: true }
  return bothOf(compile(text, { lookUpImage }))
}

function bothOf({ problems }: ReturnType<typeof compile>): string[][] {
  return problems.map((problem) => [problemText(problem, NOTES_EN), problemText(problem, NOTES_ZH)])
}

it.each([
  [
    '{name: c, image: acme/api, ports: [{containerPort: 8080}]}',
    "not simulated: nobody knows what acme/api does; taken for a server on 8080 (http) that answers its probes after 2s and ends on SIGTERM with 0. The Scenario's images can say what it does",
    '未模拟：没有人知道 acme/api 做什么；把它当作一个在 8080（http）端口提供服务的程序，2\u00a0秒后应答探针，收到 SIGTERM 后以 0 结束。可以在 Scenario 的 images 中说明它做什么',
  ],
  [
    '{name: c, image: acme/x, command: [sh, -c, "tool"], securityContext: {runAsNonRoot: true}}',
    "not simulated: nobody knows what acme/x does; taken for a program that goes on, runs as uid 1000 and ends on SIGTERM with 0; its command runs with a shell's usual tools, and what is none of them is that program. The Scenario's images can say what it does",
    '未模拟：没有人知道 acme/x 做什么；把它当作一个程序，一直运行，以 uid 1000 运行，收到 SIGTERM 后以 0 结束；它的命令可以使用 shell 的常用工具，不属于这些工具的就是这个程序。可以在 Scenario 的 images 中说明它做什么',
  ],
  [
    '{name: c, image: harbor.example.com/x/nginx}',
    "taken for the image nginx, whose name harbor.example.com/x/nginx has; the Scenario's images can say what it does",
    'harbor.example.com/x/nginx 与镜像 nginx 同名，按它处理；可以在 Scenario 的 images 中说明它做什么',
  ],
])('%s', (container, english, chinese) => {
  expect(saidOf(container)).toEqual([[english, chinese]])
})

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx}]}\n'
const scenario = (spec: string) => `${POD}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: ${spec}\n`

describe('what is said of a text', () => {
  test.each([
    [scenario('{seed: -1}'), 'spec.seed: must be a whole number, at least 0', 'spec.seed：必须是整数，至少为 0'],
    [scenario('{sed: 1}'), 'unknown field "spec.sed"', '未知字段“spec.sed”'],
    [
      scenario('{steps: [{at: 5s}]}'),
      'spec.steps[0]: must have exactly one of run, apply, node, pod, image',
      'spec.steps[0]：必须恰好有其中一个：run、apply、node、pod、image',
    ],
    [
      scenario('{nodes: [{name: a, taints: [{key: gpu, value: "yes"}]}]}'),
      'spec.nodes[0].taints: taken for a dedicated node, so labelled gpu=yes too (labels: {} for none)',
      'spec.nodes[0].taints：当作专用节点，因此也加上标签 gpu=yes（不要标签时写 labels: {}）',
    ],
    [POD.replace('spec: {', 'spec: {hostUsers: true, '), 'not simulated yet: hostUsers', '尚未模拟：hostUsers'],
    [
      POD.replace('kind: Pod', 'kind：Pod'),
      "could not find expected ':': the full-width colon ： is not YAML's :",
      "could not find expected ':'：全角冒号 ： 不是 YAML 的 :",
    ],
    [
      POD.replace('spec: ', 'x:\n\ty: 1\nspec: '),
      'found character that cannot start any token: YAML is indented with spaces, never with tabs',
      'found character that cannot start any token：YAML 用空格缩进，不能用制表符',
    ],
    ['', 'there is no object in the text', '文本中没有对象'],
    ['7', 'a document must be an object with apiVersion and kind', '文档必须是带有 apiVersion 和 kind 的对象'],
    // The API server's words stay.
    [
      POD.replace('name: c,', 'name: C_1,').replace('image', 'imag'),
      'strict decoding error: unknown field "spec.containers[0].imag"',
      'strict decoding error: unknown field "spec.containers[0].imag"',
    ],
  ])('%#', (text, english, chinese) => {
    expect(bothOf(compile(text))).toContainEqual([english, chinese])
  })

  test('a button says what it does', () => {
    const { problems } = compile(POD.replace('metadata: {', 'metadata: {namespace: shop, '))
    const titles = problems.flatMap(({ fix }) =>
      fix ? [[sayFix(fix.title, NOTES_EN), sayFix(fix.title, NOTES_ZH)]] : [],
    )
    expect(titles).toEqual([['Add the Namespace shop', '添加 Namespace shop']])
  })
})

describe('each kind of what is said', () => {
  const saysAll = (words: NoteWords): string[] => [
    ...NOTES.map((note) => sayNote(note, words)),
    ...FAULTS.map((fault) => sayFault(fault, words.faults)),
    ...FIXES.map((title) => sayFix(title, words)),
  ]
  const [english, chinese] = [saysAll(NOTES_EN), saysAll(NOTES_ZH)]

  test('is said without a gap', () => {
    for (const text of [...english, ...chinese]) expect(text).not.toMatch(/undefined|NaN|\[object|\$\{|^\s*$/)
  })

  test('is said in its own words', () => {
    expect(new Set(english).size).toBe(english.length)
    expect(new Set(chinese).size).toBe(chinese.length)
  })

  test('is said in Chinese where it is not a command', () => {
    const left = chinese.filter((text) => !/[\u4e00-\u9fff]/.test(text))
    expect(left).toEqual(['PATH：KUBECTL', 'kubectl'])
  })
})

test('a kind without its words does not compile', () => {
  const { tab, ...notes } = NOTES_EN.notes
  // @ts-expect-error One is missing.
  const few: NoteWords['notes'] = notes
  const { needed, ...faults } = NOTES_ZH.faults
  // @ts-expect-error One is missing.
  const fewFaults: NoteWords['faults'] = faults
  expect([few, fewFaults, tab, needed]).toHaveLength(4)
})
