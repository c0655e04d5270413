import { describe, expect, test } from 'vitest'
import type { Node } from '../../manifest/object/node.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

/** What kubectl printed, and the node at the end. */
function afterwards(
  commands: readonly string[],
  node = '{name: node-1, labels: {disk: hdd}}',
): { said: string[]; node: Node } {
  const steps = commands.map((run, index) => `    - {at: ${index + 1}s, run: ${JSON.stringify(run)}}`)
  const text = `apiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n  nodes: [${node}]\n  steps:\n${steps.join('\n')}\n`
  const { scenario, refusal, problems } = compile(text)
  if (!scenario) throw new Error(refusal ?? JSON.stringify(problems))
  const trace: Trace = assembleTrace(simulate(scenario, PROGRAMS))
  const said = trace.entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [entry.text] : []))
  return { said, node: trace.objects.get('Node//node-1')?.at(-1)?.object as Node }
}

describe('steps on nodes say what kubectl says', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a label', ['kubectl label node node-1 zone=a'], ['node/node-1 labeled']],
    ['the same again', ['kubectl label node node-1 disk=hdd'], ['node/node-1 not labeled']],
    [
      'another value',
      ['kubectl label node node-1 disk=ssd', 'kubectl label node node-1 disk=ssd --overwrite'],
      [`error: 'disk' already has a value (hdd), and --overwrite is false`, 'node/node-1 labeled'],
    ],
    ['no label any more', ['kubectl label nodes node-1 disk-'], ['node/node-1 unlabeled']],
    ['one that was not there', ['kubectl label nodes node-1 x-'], ['label "x" not found.', 'node/node-1 not labeled']],
    ['by labels', ['kubectl label nodes -l disk=hdd seen=yes'], ['node/node-1 labeled']],
    ['a taint', ['kubectl taint nodes node-1 k=v:NoSchedule'], ['node/node-1 tainted']],
    [
      'a taint twice',
      ['kubectl taint nodes node-1 k=v:NoSchedule', 'kubectl taint nodes node-1 k=w:NoSchedule'],
      ['node/node-1 tainted', 'error: node node-1 already has k taint(s) with same effect(s) and --overwrite is false'],
    ],
    [
      'a taint that goes',
      ['kubectl taint nodes node-1 k:NoSchedule', 'kubectl taint nodes node-1 k-', 'kubectl taint nodes node-1 k-'],
      ['node/node-1 tainted', 'node/node-1 untainted', 'error: taint "k" not found'],
    ],
    [
      'cordon and uncordon',
      ['kubectl cordon node-1', 'kubectl cordon node-1', 'kubectl uncordon node-1'],
      ['node/node-1 cordoned', 'node/node-1 already cordoned', 'node/node-1 uncordoned'],
    ],
    ['no such node', ['kubectl cordon nobody'], ['Error from server (NotFound): nodes "nobody" not found']],
    ['deleted', ['kubectl delete node node-1'], ['node "node-1" deleted']],
  ])('%s', (_situation, commands, said) => {
    expect(afterwards(commands).said).toEqual(said)
  })

  test('the node is as they left it', () => {
    const { node } = afterwards([
      'kubectl taint node node-1 a=1:NoSchedule b:PreferNoSchedule',
      'kubectl taint node node-1 a-',
    ])
    expect(node.spec.taints).toEqual([{ key: 'b', effect: 'PreferNoSchedule' }])
    expect(
      afterwards(['kubectl label node node-1 disk-', 'kubectl label node node-1 zone=a']).node.metadata.labels,
    ).toMatchObject({
      'kubernetes.io/hostname': 'node-1',
      zone: 'a',
    })
  })
})
