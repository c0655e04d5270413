import { jsonText } from '../../lib/json-text.ts'
import { groupOf, groupResource, type KindInfo, kindsNamed } from '../../manifest/schema/kinds.ts'
import type { Reader } from '../client/api-client.ts'
import { type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { formatTable } from '../printers/table.ts'
import { yamlText } from '../text/yaml.ts'

/** What can be asked of the API server and is no object that it keeps. */
const ASKED: readonly KindInfo[] = [
  ['v1', 'Binding', 'bindings', true],
  ['v1', 'ComponentStatus', 'componentstatuses', false, 'cs'],
  ['authentication.k8s.io/v1', 'SelfSubjectReview', 'selfsubjectreviews', false],
  ['authentication.k8s.io/v1', 'TokenReview', 'tokenreviews', false],
  ['authorization.k8s.io/v1', 'LocalSubjectAccessReview', 'localsubjectaccessreviews', true],
  ['authorization.k8s.io/v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', false],
  ['authorization.k8s.io/v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', false],
  ['authorization.k8s.io/v1', 'SubjectAccessReview', 'subjectaccessreviews', false],
].map(([apiVersion, kind, resource, namespaced, ...shortNames]) => ({
  apiVersion: String(apiVersion),
  kind: String(kind),
  resource: String(resource),
  namespaced: namespaced === true,
  shortNames: shortNames.map(String),
}))

const STORED_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const ALL_CATEGORY = [
  ...['pods', 'replicationcontrollers', 'services', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  ...['horizontalpodautoscalers', 'cronjobs', 'jobs'],
]
const API_EXTENSIONS = ['admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io']
const FORMATS = ['json', 'kyaml', 'name', 'wide', 'yaml']

// kubectl: pkg/cmd/apiresources/apiresources.go (v1.36)
export const apiResources: Command = {
  name: 'api-resources',
  usage: '[flags] [options]',
  flags: flagSet(
    '--api-group string; --cached bool; --categories list; --namespaced bool=true; --no-headers bool; -o --output string',
    '--show-managed-fields bool; --sort-by string; --verbs list',
  ),
  complete: 'none',
  check: (given, path) => {
    if (given.args.length > 0) return usageError(path, `unexpected arguments: [${given.args.join(' ')}]`)
    const output = given.text('output')
    if (output !== '' && !FORMATS.includes(output)) {
      return `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${FORMATS.join(',')}`
    }
    return ['', 'name', 'kind'].includes(given.text('sort-by')) ? undefined : '--sort-by accepts only name or kind'
  },
  *run({ given, client, terminal }) {
    const picked = sorted(
      servedResources(client).filter((info) => isPicked(info, given)),
      given.text('sort-by'),
    )
    yield* terminal.stdout.write(textOf(picked, given))
    return 0
  },
}

// kubectl: pkg/cmd/apiresources/apiresources.go NewCmdAPIVersions (v1.36)
export const apiVersions: Command = {
  name: 'api-versions',
  usage: '[options]',
  complete: 'none',
  check: ({ args }, path) =>
    args.length > 0 ? usageError(path, `unexpected arguments: [${args.join(' ')}]`) : undefined,
  *run({ client, terminal }) {
    const all = new Set([...client.kinds(), ...ASKED].map(({ apiVersion }) => apiVersion))
    yield* terminal.stdout.write(`${[...all].sort().join('\n')}\n`)
    return 0
  },
}

/** Of several versions of a kind the one that the server prefers. */
function servedResources(client: Pick<Reader, 'kinds'>): readonly KindInfo[] {
  const isPreferred = (info: KindInfo) =>
    kindsNamed(info.kind).find((each) => groupOf(each) === groupOf(info))?.apiVersion === info.apiVersion
  return [...client.kinds().filter((info) => kindsNamed(info.kind).length === 0 || isPreferred(info)), ...ASKED]
}

function isPicked(info: KindInfo, given: Given): boolean {
  const categories = given.list('categories')
  return (
    (!given.has('api-group') || groupOf(info) === given.text('api-group')) &&
    (!given.has('namespaced') || info.namespaced === given.bool('namespaced')) &&
    given.list('verbs').every((verb) => verbsOf(info).includes(verb)) &&
    categories.every((category) => categoriesOf(info).includes(category))
  )
}

function verbsOf(info: KindInfo): readonly string[] {
  if (info.kind === 'ComponentStatus') return ['get', 'list']
  return ASKED.includes(info) ? ['create'] : STORED_VERBS
}

function categoriesOf(info: KindInfo): readonly string[] {
  if (info.categories) return info.categories
  if (API_EXTENSIONS.includes(groupOf(info))) return ['api-extensions']
  return kindsNamed(info.kind).length > 0 && ALL_CATEGORY.includes(info.resource) ? ['all'] : []
}

function sorted(infos: readonly KindInfo[], by: string): readonly KindInfo[] {
  const key = (info: KindInfo): string =>
    by === 'name' ? info.resource : by === 'kind' ? info.kind : `${groupOf(info)} ${info.resource}`
  return infos.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function textOf(infos: readonly KindInfo[], given: Given): string {
  switch (given.text('output')) {
    case 'name':
      return infos.map((info) => `${groupResource(info)}\n`).join('')
    case 'json':
      return jsonText(listOf(infos))
    case 'yaml':
      return yamlText(listOf(infos))
    case 'kyaml':
      throw new CommandError('not simulated: the output format kyaml')
    default:
      return table(infos, given.text('output') === 'wide', given.bool('no-headers'))
  }
}

function table(infos: readonly KindInfo[], wide: boolean, noHeaders: boolean): string {
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])]
  const rows = infos.map((info) => [
    info.resource,
    info.shortNames.join(','),
    info.apiVersion,
    String(info.namespaced),
    info.kind,
    ...(wide ? [verbsOf(info).join(','), categoriesOf(info).join(',')] : []),
  ])
  return formatTable(noHeaders ? rows : [head, ...rows])
}

function listOf(infos: readonly KindInfo[]) {
  const resources = infos.map((info) => {
    const group = groupOf(info)
    return {
      ...(categoriesOf(info).length > 0 ? { categories: categoriesOf(info) } : {}),
      ...(group === '' ? {} : { group }),
      kind: info.kind,
      name: info.resource,
      namespaced: info.namespaced,
      ...(info.shortNames.length > 0 ? { shortNames: info.shortNames } : {}),
      singularName: info.kind.toLowerCase(),
      verbs: verbsOf(info),
      version: info.apiVersion.split('/').at(-1),
    }
  })
  return { apiVersion: 'v1', groupVersion: '', kind: 'APIResourceList', resources }
}
