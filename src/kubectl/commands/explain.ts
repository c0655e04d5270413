import { ensure } from '../../lib/assert.ts'
import { groupOf, type KindInfo, kindInfo } from '../../manifest/schema/kinds.ts'
import { definitionOf } from '../../manifest/schema/shape.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { findKind } from '../command-line/resource-arguments.ts'
import { type ExplainNode, fieldNamed } from '../explain/node.ts'
import { nodeOfCustomKind } from '../explain/of-custom.ts'
import { nodeOfDefinition } from '../explain/of-shape.ts'
import { headText, nodeText } from '../explain/text.ts'
import { textAt } from '../printers/field.ts'
import { warn } from './warn.ts'

const NO_TYPE =
  'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.'

// kubectl: pkg/cmd/explain/explain.go, pkg/explain/v2/explain.go (v1.36)
export const explain: Command = {
  name: 'explain',
  usage:
    'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]',
  flags: flagSet('--api-version string; -o --output string=plaintext; -R --recursive bool'),
  complete: 'none',
  check,
  *run(call) {
    const { given, terminal } = call
    const [type = '', ...path] = (given.args[0] as string)
      .split('.')
      .filter((part, index) => part !== '' || index === 0)
    const found = kindOf(call, type, path)
    if (typeof found === 'string') {
      yield* warn(terminal, found)
      return 1
    }
    const { info, fields } = found
    yield* terminal.stdout.write(headText(info))
    let node: ExplainNode | undefined = yield* nodeOfKind(call, info)
    for (const name of fields) node = node && fieldNamed(node, name)
    if (!node) throw new CommandError(`field ${JSON.stringify(fields.at(-1))} does not exist`)
    yield* terminal.stdout.write(nodeText(node, fields.at(-1), given.bool('recursive')))
    return 0
  },
}

function check(given: Given): string | undefined {
  if (given.args.length === 0) return NO_TYPE
  if (given.args.length > 1) return 'We accept only this format: explain RESOURCE'
  if ((given.args[0] as string).startsWith('.')) return 'invalid jsonpath syntax, first node must be field node'
  const output = given.text('output')
  return ['plaintext', 'plaintext-openapiv2'].includes(output) ? undefined : `unrecognized format: ${output}`
}

interface FoundKind {
  readonly info: KindInfo
  readonly fields: readonly string[]
}

/** deployments.apps.spec: a group may stand between the kind and its fields. */
function kindOf({ given, client }: Call, type: string, path: readonly string[]): FoundKind | string {
  const kinds = client.kinds()
  const plain = findKind(type, kinds)
  if (!plain) return `the server doesn't have a resource type ${JSON.stringify(type)}`
  const group = groupOf(plain)
  const isGrouped = group !== '' && [...path, ''].join('.').startsWith(`${group}.`)
  const fields = isGrouped ? path.slice(group.split('.').length) : path
  const asked = given.text('api-version')
  if (asked === '') return { info: plain, fields }
  const info = kinds.find((each) => each.apiVersion === asked && each.kind === plain.kind)
  if (info) return { info, fields }
  const [askedGroup, version] = asked.includes('/') ? asked.split('/') : ['', asked]
  return `error: couldn't find resource for "${askedGroup}/${version}, Resource=${plain.resource}"`
}

function* nodeOfKind({ client }: Call, info: KindInfo): Activity<ExplainNode> {
  const definition = definitionOf(info.apiVersion, info.kind)
  if (definition !== undefined) return nodeOfDefinition(definition, info.kind)
  const of = ensure(kindInfo('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), 'the kind of custom kinds')
  const reply = yield* client.list(of, undefined)
  const custom = reply.status
    ? undefined
    : reply.ok.find(
        (each) =>
          textAt(each, 'spec', 'names', 'kind') === info.kind && textAt(each, 'spec', 'group') === groupOf(info),
      )
  if (custom) return nodeOfCustomKind(custom, info.apiVersion.split('/').at(-1) ?? '', info.kind)
  // Of a kind that the schema does not have only what every object has is known.
  const common = nodeOfDefinition('Pod', info.kind)
  return {
    ...common,
    fields: () => (common.fields?.() ?? []).filter(({ name }) => ['apiVersion', 'kind', 'metadata'].includes(name)),
  }
}
