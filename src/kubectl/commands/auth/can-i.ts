import { groupOf, type KindInfo } from '../../../manifest/schema/kinds.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import { findKind } from '../../command-line/resource-arguments.ts'
import { policyRuleRows } from '../../printers/describe/role.ts'
import { formatTable } from '../../printers/table.ts'
import { warn } from '../warn.ts'
import { isAllowed, type Request, rulesFor } from './rules.ts'
import { userOf } from './user.ts'

const RESOURCE_VERBS = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate'],
  ...['*', 'approve', 'sign', 'escalate', 'attest'],
]
const URL_VERBS = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*']

// kubectl: pkg/cmd/auth/cani.go (v1.36)
export const canI: Command = {
  name: 'can-i',
  usage: 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]',
  flags: flagSet('-A --all-namespaces bool; --list bool; --no-headers bool; -q --quiet bool; --subresource string'),
  complete: 'none',
  check,
  *run(call) {
    const { given, client, terminal } = call
    const namespace = given.bool('all-namespaces') ? '' : call.namespace
    const rules = yield* rulesFor(client, userOf(given), namespace)
    if (given.bool('list')) {
      const head = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs']
      const rows = policyRuleRows(rules)
      yield* terminal.stdout.write(formatTable(given.bool('no-headers') ? rows : [head, ...rows]))
      return 0
    }
    const { request, info } = requestOf(given, client.kinds())
    for (const text of warningsOf(request, info, given)) yield* warn(terminal, `Warning: ${text}\n`)
    const allowed = isAllowed(rules, request)
    if (!given.bool('quiet')) yield* terminal.stdout.write(allowed ? 'yes\n' : 'no\n')
    return allowed ? 0 : 1
  },
}

function check(given: Given, path: string): string | undefined {
  const { args } = given
  if (given.bool('list')) {
    if (args.length > 0) return 'list option must be specified with no arguments'
    return given.bool('quiet') || given.text('subresource') !== ''
      ? "list option can't be specified with neither quiet, all-namespaces nor subresource options"
      : undefined
  }
  if (args.length !== 2) {
    return `you must specify two arguments: verb resource or verb resource/resourceName.\nSee '${path} -h' for help and examples.`
  }
  if (given.bool('no-headers')) return '--no-headers cannot be set without --list specified'
  return isUrl(args[1] as string) && given.text('subresource') !== ''
    ? '--subresource can not be used with NonResourceURL'
    : undefined
}

function isUrl(text: string): boolean {
  return text.startsWith('/')
}

interface Asked {
  readonly request: Request
  readonly info: KindInfo | undefined
}

function requestOf(given: Given, kinds: readonly KindInfo[]): Asked {
  const [verb = '', what = ''] = given.args
  if (isUrl(what)) return { request: { verb, group: '', resource: '', name: '', url: what }, info: undefined }
  const [type = '', name = '', ...more] = what.split('/')
  if (more.length > 0) throw new CommandError('arguments in resource/name form may not have more than one slash')
  const info = findKind(type, kinds)
  const dot = type.indexOf('.')
  const subresource = given.text('subresource')
  const resource = info?.resource ?? (dot < 0 ? type : type.slice(0, dot))
  const group = type === '*' ? '*' : info ? groupOf(info) : dot < 0 ? '' : type.slice(dot + 1)
  return {
    request: { verb, group, resource: subresource === '' ? resource : `${resource}/${subresource}`, name },
    info,
  }
}

function warningsOf({ verb, group, resource, url }: Request, info: KindInfo | undefined, given: Given): string[] {
  const warnings: string[] = []
  if (url !== undefined) {
    if (!URL_VERBS.includes(verb)) warnings.push(`verb '${verb}' is not a known verb`)
    return warnings
  }
  const of = group === '' ? '' : ` in group '${group}'`
  const name = resource.split('/')[0]
  if (!info && name !== '*') warnings.push(`the server doesn't have a resource type '${name}'${of}`)
  if (info && !info.namespaced && !given.bool('all-namespaces')) {
    warnings.push(`resource '${name}' is not namespace scoped${of}`)
  }
  if (!RESOURCE_VERBS.includes(verb)) warnings.push(`verb '${verb}' is not a known verb`)
  return warnings
}
