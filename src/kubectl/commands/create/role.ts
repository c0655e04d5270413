import { groupOf, type KindInfo, knownKinds } from '../../../manifest/schema/kinds.ts'
import type { Reader } from '../../client/api-client.ts'
import { CommandError } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import { findKind } from '../../command-line/resource-arguments.ts'
import { generator } from './generator.ts'
import { sortedObject } from './sorted-object.ts'

const GROUP = 'rbac.authorization.k8s.io'
const RBAC = `${GROUP}/v1`
const NO_VERB = 'at least one verb must be specified'
const STANDARD_VERBS = [
  ...['*', 'get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy', 'deletecollection', 'use', 'bind'],
  ...['escalate', 'impersonate'],
]
const URL_VERBS = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']

/** A resource as --resource names it. */
interface Named {
  readonly resource: string
  readonly group: string
  readonly subresource: string
}

// kubectl: pkg/cmd/create/create_role.go (v1.36)
export const role = generator({
  name: 'role',
  usage:
    'NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
  flags: '--resource list; --resource-name strings; --verb list',
  check: (given) => {
    if (given.list('verb').length === 0) return NO_VERB
    return given.list('resource').length === 0 ? 'at least one resource must be specified' : undefined
  },
  warnings,
  object: (name, given) => roleOf(name, given, knownKinds()),
  // biome-ignore lint/correctness/useYield: which kinds there are is known
  *objectOf(name, { given, client }) {
    return roleOf(name, given, checkedKinds(given, client))
  },
})

function roleOf(name: string, given: Given, kinds: readonly KindInfo[]) {
  return { kind: 'Role', apiVersion: RBAC, metadata: { name }, rules: resourceRules(given, kinds) }
}

// kubectl: pkg/cmd/create/create_clusterrole.go (v1.36)
export const clusterRole = generator({
  name: 'clusterrole',
  usage:
    'NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
  flags: '--aggregation-rule list; --non-resource-url list; --resource list; --resource-name strings; --verb list',
  check: clusterRoleMistake,
  warnings: (given) => (given.has('resource') ? warnings(given) : []),
  object: (name, given) => clusterRoleOf(name, given, knownKinds()),
  // biome-ignore lint/correctness/useYield: which kinds there are is known
  *objectOf(name, { given, client }) {
    return clusterRoleOf(name, given, checkedKinds(given, client))
  },
})

function clusterRoleOf(name: string, given: Given, kinds: readonly KindInfo[]) {
  const head = { kind: 'ClusterRole', apiVersion: RBAC, metadata: { name } }
  if (given.has('aggregation-rule')) {
    const matchLabels = sortedObject(
      given.list('aggregation-rule').map((text) => {
        const equals = text.indexOf('=')
        return [text.slice(0, equals), text.slice(equals + 1)] as const
      }),
    )
    return { ...head, rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } }
  }
  const urls = [...new Set(given.list('non-resource-url'))]
  const rules = urls.length > 0 ? [{ verbs: verbsOf(given), nonResourceURLs: urls }] : []
  return { ...head, rules: [...resourceRules(given, kinds), ...rules] }
}

function clusterRoleMistake(given: Given): string | undefined {
  const [verbs, urls] = [verbsOf(given), given.list('non-resource-url')]
  if (given.has('aggregation-rule')) {
    return ['non-resource-url', 'verb', 'resource', 'resource-name'].some((name) => given.has(name))
      ? 'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames'
      : undefined
  }
  if (verbs.length === 0) return NO_VERB
  if (!given.has('resource') && urls.length === 0) return 'one of resource or nonResourceURL must be specified'
  if (urls.length === 0) return undefined
  const stranger = verbs.find((verb) => !URL_VERBS.includes(verb))
  if (stranger !== undefined) return `invalid verb: '${stranger}' for nonResourceURL`
  for (const url of urls) {
    if (url === '*') continue
    if (!url.startsWith('/')) return 'nonResourceURL should start with /'
    if (url.slice(0, -1).includes('*')) {
      return "nonResourceURL only supports wildcard matches when '*' is at the end"
    }
  }
  return undefined
}

function warnings(given: Given): readonly string[] {
  return verbsOf(given)
    .filter((verb) => !STANDARD_VERBS.includes(verb))
    .map((verb) => `'${verb}' is not a standard resource verb`)
}

/** Each once; a star is all. */
function verbsOf(given: Given): readonly string[] {
  const verbs = given.list('verb')
  return verbs.includes('*') ? ['*'] : [...new Set(verbs)]
}

function resourcesOf(given: Given): readonly Named[] {
  const all = given.list('resource').map((text) => {
    const [first = '', ...rest] = text.split('/')
    const dot = first.indexOf('.')
    return {
      resource: dot < 0 ? first : first.slice(0, dot),
      group: dot < 0 ? '' : first.slice(dot + 1),
      subresource: rest.join('/'),
    }
  })
  const star = all.find(({ resource, group, subresource }) => resource === '*' && group === '' && subresource === '')
  return star ? [star] : all
}

function kindOf({ resource, group }: Named, kinds: readonly KindInfo[]): KindInfo | undefined {
  return findKind(group === '' ? resource : `${resource}.${group}`, kinds)
}

/** Verbs that there are for a few resources only. */
const SPECIAL_VERBS: ReadonlyMap<string, readonly string[]> = new Map([
  ['use', ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions']],
  ['bind', [`roles.${GROUP}`, `clusterroles.${GROUP}`]],
  ['escalate', [`roles.${GROUP}`, `clusterroles.${GROUP}`]],
  ['impersonate', ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io']],
])

/** The kinds that are served; throws where a resource is none of them, or a verb is not for it. */
// kubectl: pkg/cmd/create/create_role.go validateResource (v1.36)
function checkedKinds(given: Given, client: Pick<Reader, 'kinds'>): readonly KindInfo[] {
  const kinds = client.kinds()
  for (const named of resourcesOf(given)) {
    if (named.resource === '') throw new CommandError('resource must be specified if apiGroup/subresource specified')
    if (named.resource === '*') break
    const info = kindOf(named, kinds)
    const [resource, group] = info ? [info.resource, groupOf(info)] : [named.resource, named.group]
    const special = verbsOf(given).filter((verb) => SPECIAL_VERBS.has(verb))
    for (const verb of special) {
      if (!SPECIAL_VERBS.get(verb)?.includes(`${resource}.${group}`)) {
        throw new CommandError(`can not perform '${verb}' on '${resource}' in group '${group}'`)
      }
    }
    if (!info && special.length === 0) {
      const name = group === '' ? resource : `${resource}.${group}`
      throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(name)}`)
    }
  }
  return kinds
}

/** A rule a group. */
// kubectl: pkg/cmd/create/create_role.go generateResourcePolicyRules (v1.36)
function resourceRules(given: Given, kinds: readonly KindInfo[]) {
  const groups = new Map<string, string[]>()
  for (const named of resourcesOf(given)) {
    const info = kindOf(named, kinds)
    const group = info ? groupOf(info) : named.group
    const name = `${info?.resource ?? named.resource}${named.subresource === '' ? '' : `/${named.subresource}`}`
    const known = groups.get(group) ?? []
    groups.set(group, known.includes(name) ? known : [...known, name])
  }
  const names = [...new Set(given.list('resource-name'))]
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, resources]) => ({
      verbs: verbsOf(given),
      apiGroups: [group],
      resources,
      ...(names.length > 0 ? { resourceNames: names } : {}),
    }))
}
