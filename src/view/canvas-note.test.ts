import { describe, expect, test } from 'vitest'
import { compile } from '../scenario/compile.ts'
import { canvasNote } from './canvas-note.ts'
import { runText } from './explain/testing/run-text.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n'
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n'
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: nginx}]}
`
const QUOTA = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: "0"}}\n'
const LATER =
  'apiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {steps: [{at: 1s, run: "kubectl run x --image=nginx"}]}\n'

/** What is known of a text once its run is over. */
function noteOf(text: string) {
  const { scenario, problems, refusal } = compile(text)
  const refused = scenario === undefined || refusal !== undefined
  return canvasNote({
    freshness: refused ? 'refused' : 'fresh',
    problems,
    refusal,
    fault: undefined,
    objects: (scenario?.objects ?? []).map(({ object }) => ({ kind: object.kind, name: object.metadata.name })),
    trace: refused ? undefined : runText(text),
  })
}

describe('what is said on the canvas', () => {
  test.each([
    ['of a Pod', POD],
    ['of a Pod that comes later', `${CONFIG}---\n${LATER}`],
    ['of a Deployment', DEPLOYMENT],
  ])('nothing %s', (_what, text) => {
    expect(noteOf(text)).toBeUndefined()
  })

  test.each([
    ['is to make none', DEPLOYMENT.replace('spec:', 'spec:\n  replicas: 0')],
    ['may make none', `${QUOTA}---\n${DEPLOYMENT}`],
  ])('that what makes Pods has made none: it %s', (_what, text) => {
    expect(noteOf(text)).toEqual({ kind: 'noneMade', owners: [{ kind: 'Deployment', name: 'web' }] })
  })

  test('that nothing makes a Pod', () => {
    expect(noteOf(CONFIG)).toEqual({ kind: 'noPod', objects: [{ kind: 'ConfigMap', name: 'settings' }] })
  })

  test.each([
    ['a misspelt field', POD.replace('containers', 'contaners'), 4, 'contaners'],
    ['a broken document beside a Pod', `${POD}---\nkind: [\n`, 7, ''],
    ['two wrong ones: the first', `${POD.replace('web', 'Web')}---\n${POD.replace('nginx', '""')}`, 3, 'Web'],
    ['everything refused', 'kind: Nonsense\napiVersion: v1\nmetadata: {name: a}\n', undefined, 'Nonsense'],
  ])('the first error of a text that is refused: %s', (_what, text, line, word) => {
    const note = noteOf(text)
    expect(note?.kind).toBe('refused')
    if (note?.kind !== 'refused') return
    expect(note.said).not.toBe('')
    expect(note.said).toContain(word)
    if (line !== undefined) expect(note.first?.range?.line).toBe(line)
  })

  test('what broke, where we did', () => {
    const nothing = { problems: [], refusal: undefined, objects: [], trace: undefined }
    expect(canvasNote({ ...nothing, freshness: 'fault', fault: 'Error: x\n at y' })).toEqual({
      kind: 'fault',
      said: 'Error: x',
    })
    expect(canvasNote({ ...nothing, freshness: 'pending', fault: undefined })).toBeUndefined()
    expect(canvasNote({ ...nothing, freshness: 'fresh', fault: undefined })).toBeUndefined()
  })
})
