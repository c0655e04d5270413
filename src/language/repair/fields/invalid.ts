import { remove, setValue, valueAt } from '../../../manifest/text/edits.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, holderOf, leafOf, repairBy } from './case.ts'
import { asLabel, asLabelValue, asSubdomain, asVariable } from './names.ts'

/** A value that the API server does not take: one that it takes, as far as its words say which. */
export function invalidRepairs(given: Case): readonly Repair[] {
  const { problem, value } = given
  const message = problem.message ?? ''
  if (message.includes('`selector` does not match template `labels`')) return alignedSelector(given)
  const number = meantNumber(message, value)
  if (number !== undefined) return set(given, number)
  if (typeof value === 'object' && value !== null && /a valid label must be/.test(message)) return labelValues(given)
  if (typeof value === 'string') {
    const name = meantName(message, value, given)
    if (name !== undefined && name !== value) return set(given, name)
  }
  return []
}

export function tooLongRepairs(given: Case): readonly Repair[] {
  const { problem, value } = given
  const [, most] = /may not be more than (\d+) /.exec(problem.message ?? '') ?? []
  if (typeof value !== 'string' || most === undefined) return []
  return set(given, value.slice(0, Number(most)).replace(/[^A-Za-z0-9]+$/, ''))
}

function set(given: Case, value: unknown): readonly Repair[] {
  const { document, steps } = given
  const title = { kind: 'set', field: leafOf(steps), value: String(value) } as const
  return repairBy(given, title, [(now) => setValue(now, document.index, steps, value)])
}

/** The API server blames all labels for the value of one. */
function labelValues(given: Case): readonly Repair[] {
  const { document, steps, value } = given
  return Object.entries(asObject(value)).flatMap(([key, text]) => {
    const meant = typeof text === 'string' ? asLabelValue(text) : text
    if (meant === text) return []
    return repairBy(given, { kind: 'set', field: key, value: String(meant) }, [
      (now) => setValue(now, document.index, [...steps, key], meant),
    ])
  })
}

function meantNumber(message: string, value: unknown): number | undefined {
  if (typeof value !== 'number') return undefined
  const [, least] = /must be greater than or equal to (-?\d+)/.exec(message) ?? []
  if (least !== undefined) return Number(least)
  if (/must be (?:greater than (?:0|zero)|1$|1\b(?!-))/.test(message) && value !== 1) return 1
  const [, from, to] = /must be (?:between|in the range) (\d+)(?: and |-)(\d+)/.exec(message) ?? []
  if (from === undefined || to === undefined) return undefined
  // Of ports nobody knows which was meant.
  return Number(to) > 1000 ? undefined : Math.min(Number(to), Math.max(Number(from), value))
}

function meantName(message: string, value: string, given: Case): string | undefined {
  const fallback = leafOf(given.steps) === 'name' ? fallbackName(given) : 'x'
  if (/must be no more than 15 characters/.test(message)) return asLabel(value, 'port', 15)
  if (/RFC 1123 subdomain/.test(message)) return asSubdomain(value, fallback)
  if (
    /RFC 1123 label|RFC 1035 label|must be no more than 63 characters/.test(message) &&
    !/label value/.test(message)
  ) {
    const label = asLabel(value, fallback)
    return /RFC 1035/.test(message) && /^\d/.test(label) ? `n${label}`.slice(0, 63) : label
  }
  if (/a valid label must be|label value/.test(message)) return asLabelValue(value)
  if (/a valid environment variable name|a valid C identifier/.test(message)) return asVariable(value)
  if (/must be an absolute path/.test(message)) return `/${value}`
  return undefined
}

/** Of a container its image's, of an object its kind's. */
function fallbackName(given: Case): string {
  const { image } = holderOf(given)
  const ofImage = typeof image === 'string' ? /([A-Za-z0-9-]+)(?::[^/]*)?$/.exec(image)?.[1] : undefined
  const { kind } = asObject(valueAt(given.document.value, given.object))
  const ofKind = given.steps.at(-2) === 'metadata' && typeof kind === 'string' ? kind : undefined
  return asLabel(ofImage ?? ofKind ?? '', 'app')
}

/** The selector is made to select the Pods of its own template. */
function alignedSelector(given: Case): readonly Repair[] {
  const { document, object } = given
  const root = valueAt(document.value, object)
  const labels = asObject(valueAt(root, 'spec.template.metadata.labels'))
  const wanted = asObject(valueAt(root, 'spec.selector.matchLabels'))
  const { index } = document
  const at = (path: string) => [...object, ...path.split('.')]
  const merged = { ...labels, ...wanted }
  return [
    ...(Object.keys(labels).length > 0
      ? repairBy(given, { kind: 'selector' }, [(now) => setValue(now, index, at('spec.selector.matchLabels'), labels)])
      : []),
    ...(Object.keys(wanted).length > 0
      ? repairBy(
          given,
          { kind: 'labels' },
          [(now) => setValue(now, index, at('spec.template.metadata.labels'), merged)],
          Object.keys(labels).length === 0,
        )
      : []),
  ]
}

export function removed(given: Case, sure: boolean): readonly Repair[] {
  const { document, steps } = given
  return repairBy(given, { kind: 'remove', field: leafOf(steps) }, [(now) => remove(now, document.index, steps)], sure)
}
