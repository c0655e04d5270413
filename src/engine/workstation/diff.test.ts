import { expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

const FILES = {
  'cup.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cup}\ndata: {size: small, full: "no"}\n',
  'large.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cup}\ndata: {size: large, full: "no"}\n',
  'key.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: key}\nstringData: {a: one, b: two}\n',
  'key2.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: key}\nstringData: {a: one, b: three}\n',
}

/** What the lines printed, one after the other. */
function printed(...lines: readonly string[]): string {
  const steps = lines.map((run, index) => ({ at: `${index + 1}s`, run }))
  const spec = JSON.stringify({ until: '1m', workstation: { files: FILES }, steps })
  const { trace } = new Run(`apiVersion: podlapse.dev/v1\nkind: Scenario\nspec: ${spec}\n`)
  return trace.entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [`${entry.text}\n`] : [])).join('')
}

const changed = (text: string) => text.split('\n').filter((line) => /^[-+] /.test(line))

test('what is not there yet comes whole, and nothing is stored', () => {
  const text = printed('kubectl diff -f cup.yaml; echo "status $?"', 'kubectl get cm cup')
  expect(text).toMatch(/^diff -u -N \/tmp\/LIVE-\d+\/v1\.ConfigMap\.default\.cup \/tmp\/MERGED-\d+\/v1\.ConfigMap/)
  expect(text).toContain('@@ -0,0 +1,10 @@\n+apiVersion: v1\n')
  expect(text).toContain('status 1\n')
  expect(text).toContain('configmaps "cup" not found')
})

test('what has changed comes with three lines around it; what is the same comes not at all', () => {
  const text = printed(
    'kubectl apply -f cup.yaml',
    'kubectl diff -f cup.yaml; echo "status $?"',
    'kubectl diff -f large.yaml',
  )
  expect(text).toContain('status 0\n')
  expect(changed(text)).toEqual(['-  size: small', '+  size: large'])
})

test('of a Secret only which keys have other values', () => {
  const text = printed('kubectl apply -f key.yaml', 'kubectl diff -f key2.yaml')
  expect(changed(text)).toEqual(["-  b: '*** (before)'", "+  b: '*** (after)'"])
})

test('what goes wrong is no difference', () => {
  expect(printed('kubectl diff -f none.yaml; echo "status $?"')).toBe(
    'error: the path "none.yaml" does not exist\nstatus 2\n',
  )
})
