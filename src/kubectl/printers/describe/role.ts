import { goPrint } from '../../../lib/go-print.ts'
import { listAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines } from './head.ts'

/** One resource, or one URL, with what may be done with it. */
interface PolicyRule {
  readonly groups: readonly string[]
  readonly resources: readonly string[]
  readonly names: readonly string[]
  readonly urls: readonly string[]
  readonly verbs: string[]
}

// kubectl: pkg/describe/describe.go RoleDescriber, ClusterRoleDescriber (v1.36)
export const ROLE = plainDescriber((out, object) => {
  out.line(0, `Name:\t${object.metadata.name}`)
  metaLines(out, object)
  out.line(0, 'PolicyRule:')
  out.line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs')
  out.line(1, '---------\t-----------------\t--------------\t-----')
  for (const row of policyRuleRows(listAt(object, 'rules'))) out.line(1, row.join('\t'))
}, 'none')

/** A row for each resource, and for each URL. */
export function policyRuleRows(rules: readonly unknown[]): readonly (readonly string[])[] {
  return compactRules(rules).map((rule) => [
    combineResourceGroup(rule),
    goPrint(rule.urls),
    goPrint(rule.names),
    goPrint(rule.verbs),
  ])
}

/** Rules taken apart into single resources, and those of a resource put together again. */
// kubectl: pkg/util/rbac/rbac.go BreakdownRule, CompactRules, SortableRuleSlice (v1.36)
function compactRules(rules: readonly unknown[]): PolicyRule[] {
  const simple = new Map<string, PolicyRule>()
  const others: PolicyRule[] = []
  for (const rule of rules) {
    const verbs = texts(rule, 'verbs')
    const names = texts(rule, 'resourceNames')
    for (const group of texts(rule, 'apiGroups')) {
      for (const resource of texts(rule, 'resources')) {
        for (const verb of verbs) {
          for (const name of names.length === 0 ? [undefined] : names) {
            const key = JSON.stringify([group, resource, name ?? null])
            const named = name === undefined ? [] : [name]
            const known = simple.get(key) ?? {
              groups: [group],
              resources: [resource],
              names: named,
              urls: [],
              verbs: [],
            }
            if (!known.verbs.includes(verb)) known.verbs.push(verb)
            simple.set(key, known)
          }
        }
      }
    }
    for (const url of texts(rule, 'nonResourceURLs')) {
      for (const verb of verbs) others.push({ groups: [], resources: [], names: [], urls: [url], verbs: [verb] })
    }
  }
  return [...others, ...simple.values()].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

function texts(rule: unknown, field: string): string[] {
  return listAt(rule, field).map(String)
}

/** The order is that of the rules' texts, as Go prints them. */
function sortKey({ verbs, groups, resources, names, urls }: PolicyRule): string {
  return [verbs, groups, resources, names, urls].map((list) => `${goPrint(list)},`).join('')
}

// kubectl: pkg/describe/describe.go CombineResourceGroup (v1.36)
function combineResourceGroup({ groups, resources }: PolicyRule): string {
  const [resource] = resources
  if (resource === undefined) return ''
  const slash = resource.indexOf('/')
  const [name, part] = slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)]
  return `${name}${groups[0] ? `.${groups[0]}` : ''}${part}`
}

// kubectl: pkg/describe/describe.go RoleBindingDescriber, ClusterRoleBindingDescriber (v1.36)
export const ROLE_BINDING = plainDescriber((out, object) => {
  out.line(0, `Name:\t${object.metadata.name}`)
  metaLines(out, object)
  out.line(0, 'Role:')
  out.line(1, `Kind:\t${textAt(object, 'roleRef', 'kind')}`)
  out.line(1, `Name:\t${textAt(object, 'roleRef', 'name')}`)
  out.line(0, 'Subjects:')
  out.line(1, 'Kind\tName\tNamespace')
  out.line(1, '----\t----\t---------')
  for (const subject of listAt(object, 'subjects')) {
    out.line(1, ['kind', 'name', 'namespace'].map((field) => textAt(subject, field)).join('\t'))
  }
}, 'none')
