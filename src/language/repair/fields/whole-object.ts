import { editBetween } from '../../../manifest/text/text-edit.ts'
import { asObject, fieldOf } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { standingOf } from '../standing.ts'
import type { Case } from './case.ts'

/** A part of a manifest, as books print them, with the rest around it: its lines stay, further right. */
export function wholeObject(given: Case): readonly Repair[] {
  const { stream, document, object } = given
  if (object.length > 0) return []
  const around = aroundOf(document.value)
  if (!around) return []
  const { start, end } = document.piece
  const piece = stream.text.slice(start, end)
  const head = /^(?:(?:[ \t]*(?:#[^\n]*)?|---[^\n]*)\r?\n)*/.exec(piece)?.[0] ?? ''
  const whole = head + around.before + indented(piece.slice(head.length), around) + around.behind
  if (standingOf(whole).brokenAt !== undefined || standingOf(whole).wrong > standingOf(piece).wrong) return []
  const text = stream.text.slice(0, start) + whole + stream.text.slice(end)
  return [{ title: { kind: 'wholeObject', objectKind: around.kind }, edit: editBetween(stream.text, text), sure: true }]
}

interface Around {
  readonly kind: string
  readonly before: string
  /** How far right the part stands. */
  readonly column: number
  /** It is an item of a list, which it does not say itself. */
  readonly dash: boolean
  readonly behind: string
}

function indented(part: string, { column, dash }: Around): string {
  const lines = part.replace(/\s+$/, '').split('\n')
  const margin = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  )
  const moved = lines.map((line) => (line.trim() === '' ? '' : ' '.repeat(column) + line.slice(margin)))
  const text = moved.join('\n')
  return `${dash ? `${text.slice(0, column - 2)}- ${text.slice(column)}` : text}\n`
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: example\n'
const CONTAINER = `${POD}spec:\n  containers:\n    - name: app\n      image: nginx\n`

function aroundOf(value: unknown): Around | undefined {
  const pod = (parts: Partial<Around>): Around => ({
    kind: 'Pod',
    before: POD,
    column: 0,
    dash: false,
    behind: '',
    ...parts,
  })
  if (Array.isArray(value)) {
    if (allIn('Container', value)) return pod({ before: `${POD}spec:\n  containers:\n`, column: 4 })
    if (allIn('Volume', value)) return pod({ before: `${CONTAINER}  volumes:\n`, column: 4 })
    return allIn('EnvVar', value) ? pod({ before: `${CONTAINER}      env:\n`, column: 8 }) : undefined
  }
  const fields = asObject(value)
  const names = Object.keys(fields)
  const all = (definition: string) => names.length > 0 && names.every((name) => fieldOf(definition, name))
  const containers = names.includes('containers') ? '' : '  containers:\n    - name: app\n      image: nginx\n'
  if (all('Pod') && names.includes('spec')) {
    const { metadata, spec } = fields
    const template = asObject(spec)
    if (!Array.isArray(template.containers)) return undefined
    return pod({ before: metadata === undefined ? POD : 'apiVersion: v1\nkind: Pod\n' })
  }
  if (all('PodSpec')) return pod({ before: `${POD}spec:\n`, column: 2, behind: containers })
  if (all('EnvVar') && names.some((name) => name !== 'name'))
    return pod({ before: `${CONTAINER}      env:\n`, column: 10, dash: true })
  if (all('Container')) {
    const name = names.includes('name') ? '' : '      name: app\n'
    const image = names.includes('image') ? '' : '      image: nginx\n'
    return pod({ before: `${POD}spec:\n  containers:\n`, column: 6, dash: true, behind: name + image })
  }
  for (const [definition, field] of IN_CONTAINER) {
    if (all(definition)) return pod({ before: `${CONTAINER}      ${field}:\n`, column: 8 })
  }
  for (const [definition, kind, version, behind] of SPECS) {
    if (!all(definition)) continue
    const before = `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: example\nspec:\n`
    return { kind, before, column: 2, dash: false, behind: behind(names) }
  }
  return undefined
}

const IN_CONTAINER = [
  ['Probe', 'livenessProbe'],
  ['Lifecycle', 'lifecycle'],
  ['ResourceRequirements', 'resources'],
  ['SecurityContext', 'securityContext'],
] as const

const SPECS: readonly (readonly [string, string, string, (names: readonly string[]) => string])[] = [
  ['ServiceSpec', 'Service', 'v1', () => ''],
  [
    'networking_v1_NetworkPolicySpec',
    'NetworkPolicy',
    'networking.k8s.io/v1',
    (names) => (names.includes('podSelector') ? '' : '  podSelector: {}\n'),
  ],
  ['apps_v1_DeploymentSpec', 'Deployment', 'apps/v1', () => ''],
  ['batch_v1_JobSpec', 'Job', 'batch/v1', () => ''],
]

function allIn(definition: string, items: readonly unknown[]): boolean {
  return (
    items.length > 0 &&
    items.every((each) => {
      const names = Object.keys(asObject(each))
      return names.length > 0 && names.every((name) => fieldOf(definition, name))
    })
  )
}
