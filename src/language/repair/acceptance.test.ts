import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sameMeaning } from '../../manifest/same-meaning.ts'
import { parseManifest } from '../../manifest/text/parse.ts'
import { compile } from '../../scenario/compile.ts'
import type { Problem } from '../../scenario/problem.ts'
import { REPAIRS_EN } from '../words/repair-words-en.ts'
import { sayRepair } from '../words/words.ts'
import { mendAll } from './mend-all.ts'
import { Repairs } from './repairs.ts'

const CORPUS = process.env.PODLAPSE_CORPUS
const ACCEPTANCE = process.env.PODLAPSE_ACCEPTANCE

interface Fact {
  readonly file: string
  readonly fixed?: string
  readonly mistakes?: readonly unknown[]
}

/** What only people can say: place holders, what an excerpt has left out, kinds that are no more. */
const FOR_PEOPLE = [
  '007-securitycontext-format-skeleton.yaml',
  '021-pod-spec-reference.yaml',
  '118-helm-my-app-deployment-template.yaml',
  '145-ingress-gateway-truncated.yaml',
  '203-podpreset-allow-database.yaml',
  '204-psp-default-extensions-v1beta1.yaml',
  '206-kubelet-configuration-eviction.yaml',
  '207-validatingwebhook-pod-policy.yaml',
  '242-kustomization-dev.yaml',
  '502-frag-lifecycle-type-sidecar.yaml',
  '515-frag-configmap-volume-name-mismatch.yaml',
]

const valuesOf = (text: string) => parseManifest(text).documents.map(({ value }) => value)
const errorsOf = (text: string) => compile(text).problems.filter(({ severity }) => severity === 'error')

function mended(text: string) {
  const run = mendAll(text)
  let step = run.next()
  while (!step.done) step = run.next(compile(step.value).problems)
  return step.value
}

describe.skipIf(CORPUS === undefined)('manifests of the corpus that are refused', () => {
  it('are taken once they are mended, but for what only people can say', () => {
    const folder = CORPUS ?? ''
    const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as readonly Fact[]
    const rows: string[] = []
    const left: string[] = []
    for (const { file, fixed, mistakes = [] } of facts) {
      if (mistakes.length === 0 || !fixed || !existsSync(join(folder, file))) continue
      const text = readFileSync(join(folder, file), 'utf8')
      const [first] = errorsOf(text)
      if (!first) continue
      const { text: after, done } = mended(text)
      const isLeft = errorsOf(after).length > 0
      const same = sameMeaning(valuesOf(after), valuesOf(readFileSync(join(folder, fixed), 'utf8')))
      const outcome = isLeft ? 'left' : same ? 'same' : 'taken'
      if (isLeft) left.push(file)
      rows.push(`${outcome.padEnd(6)} ${file.padEnd(58)} ${first.message ?? ''}`.slice(0, 150))
      rows.push(`       ${done.map((title) => title.kind).join(' ')}`)
    }
    console.log(rows.join('\n'))
    expect(left).toEqual(FOR_PEOPLE)
  })
})

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n'
const CONTAINER = '  containers:\n    - name: a\n      image: nginx\n'
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports: [{port: 80}]\n'
const PROBE = `${POD}${CONTAINER}      livenessProbe:\n        tcpSocket: {port: 80}\n`

/** Where a line of a list of slips could stand. */
const PLACES: readonly (readonly [name: string, text: (slip: string) => string])[] = [
  ['in a container', (slip) => `${POD}${CONTAINER}      ${slip}\n`],
  ['in limits', (slip) => `${POD}${CONTAINER}      resources:\n        limits:\n          ${slip}\n`],
  ['in env', (slip) => `${POD}${CONTAINER}      env:\n        - name: A\n          ${slip}\n`],
  [
    'in a port',
    (slip) =>
      `${POD}${CONTAINER}      ports:\n        - ${slip.startsWith('containerPort') ? '' : 'containerPort: 80\n          '}${slip}\n`,
  ],
  ['in a probe', (slip) => `${PROBE}        ${slip}\n`],
  ['in a hook', (slip) => `${POD}${CONTAINER}      lifecycle:\n        ${slip}\n`],
  ['in the spec', (slip) => `${POD}${CONTAINER}  ${slip}\n`],
  ['in a Service', (slip) => `${SERVICE}  ${slip}\n`],
  ['in the metadata', (slip) => `${POD.replace('spec:\n', `  ${slip}\nspec:\n`)}${CONTAINER}`],
  [
    'at the top',
    (slip) =>
      `${POD.replace(/^(?:apiVersion|kind):.*\n/gm, (line) => (slip.toLowerCase().startsWith(line.split(':')[0]?.toLowerCase() ?? ' ') ? '' : line))}${CONTAINER}${slip}\n`,
  ],
  ['instead of a container', (slip) => `${POD}  containers:\n    ${slip}\n`],
]

/** It stands where it may stand, and is written otherwise. */
function isPlain(text: string, problem: Problem | undefined): boolean {
  const [repair] = problem ? new Repairs(text).for(problem) : []
  return repair !== undefined && /^(?:set|as\w+|rename|keepOnly|spaceAfterColon|version)$/.test(repair.title.kind)
}

describe.skipIf(ACCEPTANCE === undefined)('the list of slips', () => {
  it('is told and mended, slip by slip', () => {
    const list = readFileSync(join(ACCEPTANCE ?? '', 'slips.md'), 'utf8')
    const rows = list.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| typed'))
    // A word alone says nothing of where it stands: those are tried in slips.test.ts.
    const slips = rows
      .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, slip = '']) => slip))
      .filter((slip) => /\w ?:/.test(slip))
    const told = slips.map((slip) => {
      const found = PLACES.filter(([place]) => place !== 'instead of a container' || slip.startsWith('-'))
        .map(([place, text]) => ({ place, text: text(slip), problems: errorsOf(text(slip)) }))
        .filter(({ problems }) => problems.length > 0)
      const cured =
        found.find(({ text, problems }) => isPlain(text, problems[0])) ??
        found.find(({ text }) => errorsOf(mended(text).text).length === 0) ??
        found[0]
      if (!cured) return `no error   ${slip}`
      const [problem] = cured.problems
      const [repair] = problem ? new Repairs(cured.text).for(problem) : []
      const way = repair
        ? sayRepair(repair.title, { repairs: REPAIRS_EN })
        : problem?.fix
          ? problem.fix.title.kind
          : '-'
      return `${(way === '-' ? 'told' : 'mended').padEnd(10)} ${slip.padEnd(44)} ${cured.place}: ${way}`
    })
    console.log(told.join('\n'))
    expect(told.length).toBeGreaterThan(30)
  })
})
