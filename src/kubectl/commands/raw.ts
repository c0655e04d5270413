import { compactGoJson, goJsonText } from '../../lib/json-text.ts'
import { newResourceNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { groupOf, type KindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ListOptions } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { scaleOf } from './scale-of.ts'
import { SERVER_VERSION } from './server-version.ts'

const HEALTH = ['/healthz', '/livez', '/readyz']

/** What the API server answers at a path: objects as it writes them, in one line. */
// kubectl: pkg/rawhttp/raw.go; apiserver: pkg/endpoints/request/requestinfo.go NewRequestInfo (v1.36)
export function* rawAnswer(call: Call, asked: string): Activity<string> {
  const [path = '', query = ''] = asked.split('?')
  if (HEALTH.includes(path.replace(/\/$/, ''))) return 'ok'
  if (path === '/version' || path === '/version/') return goJsonText(SERVER_VERSION, '  ').trimEnd()
  const named = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?$/
  const [, core, version = core ?? '', namespace = '', resource = '', name = '', subresource = ''] =
    named.exec(path) ?? []
  const info = call.client.kinds().find((each) => each.apiVersion === version && each.resource === resource)
  if (!info) {
    if (resource === '' && /^\/(?:apis?|openapi|metrics|logs)(?:\/|$)/.test(path)) {
      throw new CommandError(`not simulated yet: ${call.path} --raw ${path}`)
    }
    throw new CommandError(newResourceNotFound())
  }
  if (name === '') return yield* listText(call, info, namespace, new Map(query.split('&').map(parameter)))
  return yield* objectText(call, info, { namespace, name, subresource })
}

function* listText(
  { client }: Call,
  info: KindInfo,
  namespace: string,
  query: ReadonlyMap<string, string>,
): Activity<string> {
  const options: ListOptions = {
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: query.get('fieldSelector') ?? '',
  }
  const reply = yield* client.list(info, info.namespaced && namespace !== '' ? namespace : undefined, options)
  if (reply.status) throw new CommandError(reply.status)
  const items = reply.ok.map(({ apiVersion: _, kind: __, ...rest }) => rest)
  const versions = reply.ok.map(({ metadata }) => Number(metadata.resourceVersion ?? 0))
  const metadata = { resourceVersion: String(Math.max(0, ...versions)) }
  return `${compactGoJson({ kind: `${info.kind}List`, apiVersion: info.apiVersion, metadata, items })}\n`
}

interface Named {
  readonly namespace: string
  readonly name: string
  readonly subresource: string
}

function* objectText({ client }: Call, info: KindInfo, { namespace, name, subresource }: Named): Activity<string> {
  const reply = yield* client.get({ info, namespace: info.namespaced ? namespace : '', name })
  if (reply.status) throw new CommandError(reply.status)
  if (subresource === 'log' && info.kind === 'Pod' && groupOf(info) === '') {
    const [container] = ((reply.ok.spec ?? {}) as { containers?: { name: string }[] }).containers ?? []
    const log = yield* client.logs(namespace, name, { container: container?.name ?? '' })
    if (log.status) throw new CommandError(log.status)
    let text = ''
    for (let piece = yield* log.ok.next(); piece !== undefined; piece = yield* log.ok.next()) text += piece
    return text
  }
  const object =
    subresource === 'scale' ? scaleOf(reply.ok) : ['', 'status'].includes(subresource) ? reply.ok : undefined
  if (!object) throw new CommandError(newResourceNotFound())
  return `${compactGoJson(asSent(object))}\n`
}

function parameter(text: string): [string, string] {
  const [name = '', ...value] = text.split('=')
  return [decoded(name), decoded(value.join('='))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** What an object is comes first. */
function asSent({ apiVersion, kind, metadata, ...rest }: KubeObject) {
  return { kind, apiVersion, metadata, ...rest }
}
