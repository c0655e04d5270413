import { nearestName } from '../../../manifest/nearest-name.ts'
import { pathOf } from '../../../manifest/path.ts'
import type { FieldType } from '../../../manifest/schema/shape.ts'
import { remove, setValue, valueAt } from '../../../manifest/text/edits.ts'
import type { TextEdit } from '../../../manifest/text/text-edit.ts'
import { asObject, fieldOf, fieldsOf } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { mendSyntax } from '../syntax/mend-syntax.ts'
import { type Case, holderOf, leafOf, repairBy, type Steps, shapeOfObject } from './case.ts'

/** A field that nobody knows: one that is spelt alike, one that belongs elsewhere, or one that is indented wrongly. */
export function unknownFieldRepairs(given: Case): readonly Repair[] {
  const moved = moves(given)
  const named = renames(given)
  const indented = rereadings(given, ['indent', 'plainSigns', 'dropNumbers', 'comment'])
  const isCaseOnly = named.some(({ isSame }) => isSame)
  const renamed = named.map(({ repair }) => repair)
  const elsewhere = isBelowNothing(given) ? [...indented, ...moved] : [...moved, ...indented]
  const inOrder = isCaseOnly ? [...renamed, ...elsewhere] : [...elsewhere, ...onlyOne(given), ...renamed]
  return [...inOrder, ...removal(given)]
}

/** What is no word at all is nothing that was meant. */
function removal(given: Case): readonly Repair[] {
  const { document, steps } = given
  const field = leafOf(steps)
  const sure = !/[a-z]/i.test(field)
  return repairBy(given, { kind: 'remove', field }, [(now) => remove(now, document.index, steps)], sure)
}

/** Whether the field above it, or above what it is in, has nothing: it may be what stands too far left. */
function isBelowNothing({ document, steps }: Case): boolean {
  const holder = asObject(valueAt(document.value, steps.slice(0, -1)))
  const names = Object.keys(holder)
  let above: unknown = holder[names[names.indexOf(leafOf(steps)) - 1] ?? '']
  while (typeof above === 'object' && above !== null) above = Object.values(above).at(-1)
  return above === null
}

/** Where one field has to be there and another one is: `fieldRef: {fieldRef: metadata.name}`. */
function onlyOne(given: Case): readonly Repair[] {
  const { document, steps, value, problem, stream } = given
  const shape = shapeOfObject(document.value, steps.slice(0, -1))
  const present = Object.keys(holderOf(given))
  const missing = [...(shape === undefined ? [] : (fieldsOf(shape)?.values() ?? []))].filter(
    ({ required, name }) => required && !present.includes(name),
  )
  const [only] = missing
  const { range } = problem
  if (!only || missing.length > 1 || present.length > 1 || !range || value === null || !fits(value, only.type))
    return []
  const name = leafOf(steps)
  if (stream.text.slice(range.start, range.end) !== name) return []
  const edit = { start: range.start, end: range.end, text: only.name }
  return [{ title: { kind: 'rename', from: name, to: only.name }, edit, sure: true }]
}

function renames(given: Case): readonly { readonly repair: Repair; readonly isSame: boolean }[] {
  const { stream, problem, steps, document } = given
  const name = leafOf(steps)
  const shape = shapeOfObject(document.value, steps.slice(0, -1))
  const present = new Set(Object.keys(holderOf(given)))
  const free = [...(shape === undefined ? [] : (fieldsOf(shape)?.keys() ?? []))].filter((each) => !present.has(each))
  const meant =
    free.find((each) => each.toLowerCase() === name.toLowerCase()) ??
    nearestName(name, free) ??
    free.find((each) => each.length > 3 && name.toLowerCase().endsWith(each.toLowerCase()))
  const { range } = problem
  if (meant === undefined || !range || stream.text.slice(range.start, range.end) !== name) return []
  const edit: TextEdit = { start: range.start, end: range.end, text: meant }
  return [
    {
      repair: { title: { kind: 'rename', from: name, to: meant }, edit, sure: true },
      isSame: meant.toLowerCase() === name.toLowerCase(),
    },
  ]
}

/** Where else in the object a field of this name belongs. */
function moves(given: Case): readonly Repair[] {
  const { document, steps, value, object } = given
  const name = leafOf(steps)
  const targets = [...above(given, name), ...beside(given, name)].filter((target) => fits(value, target.type))
  const [target] = targets
  if (!target) return []
  const to = target.steps
  const where = pathOf(to.slice(object.length, -1).map((step) => (/^\d+$/.test(step) ? Number(step) : step)))
  return repairBy(given, { kind: 'move', field: name, to: where === '' ? (to.at(-1) ?? '') : where }, [
    (now) => remove(now, document.index, steps),
    (now) => put(now, document.index, to, value),
  ])
}

function put(now: Parameters<typeof setValue>[0], index: number, to: Steps, value: unknown): TextEdit | undefined {
  return setValue(now, index, to, value)
}

interface Target {
  readonly steps: Steps
  readonly type: FieldType
}

/** An object that this one is in has such a field, and has it not yet. */
function above({ document, steps, object }: Case, name: string): readonly Target[] {
  const targets: Target[] = []
  for (let length = steps.length - 2; length >= object.length; length--) {
    const holder = steps.slice(0, length)
    const target = targetIn(document.value, holder, name)
    if (target) targets.push(target)
  }
  return targets
}

function targetIn(root: unknown, holder: Steps, name: string): Target | undefined {
  const shape = shapeOfObject(root, holder)
  const field = shape === undefined ? undefined : fieldOf(shape, name)
  if (!field || Object.hasOwn(asObject(valueAt(root, holder)), name)) return undefined
  return { steps: [...holder, name], type: field.type }
}

/** Through these fields an object's own are looked for in what it holds. */
const THROUGH = [
  ...['metadata', 'spec', 'template', 'containers', 'securityContext', 'lifecycle', 'resources', 'selector'],
  ...['jobTemplate', 'matchLabels', 'limits', 'capabilities', 'strategy', 'rollingUpdate', 'http', 'valueFrom'],
]
const DEEPEST = 5

/** In the one where it stands, or in one that holds that: the nearest. */
function beside(given: Case, name: string): readonly Target[] {
  const { steps, object } = given
  for (let length = steps.length - 1; length >= object.length; length--) {
    const found = below(given, steps.slice(0, length), name)
    if (found.length > 0) return found
  }
  return []
}

/** In what an object holds: the nearest. */
function below({ document }: Case, from: Steps, name: string): readonly Target[] {
  let level: Steps[] = [from]
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: Steps[] = []
    for (const holder of level) {
      const shape = shapeOfObject(document.value, holder)
      if (shape === undefined) continue
      for (const through of THROUGH) {
        const field = fieldOf(shape, through)
        if (!field) continue
        const inner = [...holder, through]
        if (field.type.kind === 'map') {
          if (depth === 0 && isKeyOf(through, name)) return [{ steps: [...inner, name], type: field.type.of }]
        } else if (field.type.kind === 'list') next.push([...inner, '0'])
        else next.push(inner)
      }
    }
    const found = next.flatMap((holder) => targetIn(document.value, holder, name) ?? [])
    if (found.length > 0) return found
    level = next
  }
  return []
}

/** Keys of maps are users', but for a few. */
function isKeyOf(map: string, name: string): boolean {
  if (map === 'limits') return ['cpu', 'memory', 'ephemeral-storage'].includes(name)
  return map === 'matchLabels' && !['spec', 'template', 'replicas', 'metadata'].includes(name) && name.length < 40
}

function fits(value: unknown, type: FieldType): boolean {
  if (value === null) return true
  switch (type.kind) {
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'object':
      return typeof value === 'object' && !Array.isArray(value)
    case 'any':
      return true
    default:
      return typeof value !== 'object'
  }
}

/** How else the lines could be meant, where the document then has fewer such fields: further left, without numbers … */
export function rereadings({ stream, document, problem }: Case, titles: readonly string[]): readonly Repair[] {
  const { range } = problem
  if (!range) return []
  const { start, end } = document.piece
  const found = mendSyntax(stream.text.slice(start, end), range.start - start, start)
  return found && titles.includes(found.title.kind) ? [found] : []
}
