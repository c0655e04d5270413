import type { ApacheDirective } from './httpd-config.ts'

/** A server of its configuration: the main one, or a virtual host over it. */
export interface ApacheSite {
  readonly port: number | undefined
  readonly names: readonly string[]
  readonly root: string
  readonly index: readonly string[]
  readonly aliases: readonly { readonly from: string; readonly to: string }[]
  readonly redirects: readonly {
    readonly status: number
    readonly from: string
    readonly to: string
    readonly pattern: boolean
  }[]
  readonly proxies: readonly { readonly from: string; readonly to: string }[]
  readonly errors: ReadonlyMap<number, string>
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly places: readonly Place[]
}

/** A <Directory> or a <Location>. */
export interface Place {
  readonly kind: 'directory' | 'location'
  readonly path: string
  readonly denied: boolean | undefined
  readonly indexes: boolean | undefined
  readonly handler: string | undefined
}

const REDIRECTS: ReadonlyMap<string, number> = new Map([
  ['permanent', 301],
  ['temp', 302],
  ['seeother', 303],
  ['gone', 410],
])

/** What a list of directives says of a site; `outer`: the main server. */
export function siteOf(
  directives: readonly ApacheDirective[],
  serverRoot: string,
  outer?: ApacheSite,
  port?: number,
): ApacheSite {
  const last = (name: string): readonly string[] | undefined => directives.findLast((each) => each.name === name)?.args
  const all = (...names: readonly string[]): readonly ApacheDirective[] =>
    directives.filter(({ name }) => names.includes(name))
  const within = (path: string): string => (path.startsWith('/') ? path : `${serverRoot}/${path}`)
  const documentRoot = last('documentroot')?.[0]
  return {
    port,
    names: [...(last('servername') ?? []), ...all('serveralias').flatMap(({ args }) => args)].map((name) =>
      name
        .replace(/^https?:\/\//, '')
        .replace(/:\d+$/, '')
        .toLowerCase(),
    ),
    root: (documentRoot === undefined ? (outer?.root ?? `${serverRoot}/htdocs`) : within(documentRoot)).replace(
      /(?<=.)\/$/,
      '',
    ),
    index: last('directoryindex') ?? outer?.index ?? ['index.html'],
    aliases: [
      ...all('alias', 'scriptalias').map(({ args: [from = '', to = ''] }) => ({ from, to: within(to) })),
      ...(outer?.aliases ?? []),
    ],
    redirects: [
      ...all('redirect', 'redirectmatch', 'redirectpermanent', 'redirecttemp').map(({ name, args }) => {
        const words = args.length > 2 || (args.length === 2 && REDIRECTS.has(args[0]?.toLowerCase() ?? ''))
        const [first = ''] = args
        const status = words
          ? (REDIRECTS.get(first.toLowerCase()) ?? (Number(first) || 302))
          : name === 'redirectpermanent'
            ? 301
            : 302
        const [from = '', to = ''] = words ? args.slice(1) : args
        return { status, from, to, pattern: name === 'redirectmatch' }
      }),
      ...(outer?.redirects ?? []),
    ],
    proxies: [
      ...all('proxypass').map(({ args: [from = '', to = ''] }) => ({ from, to })),
      ...all('<location').flatMap(({ args: [from = ''], inside }) =>
        inside.filter(({ name }) => name === 'proxypass').map(({ args: [to = ''] }) => ({ from, to })),
      ),
      ...(outer?.proxies ?? []),
    ],
    errors: new Map([
      ...(outer?.errors ?? []),
      ...all('errordocument').map(({ args: [status = '', ...text] }) => [Number(status), text.join(' ')] as const),
    ]),
    headers: [
      ...(outer?.headers ?? []),
      ...all('header').flatMap(({ args }) => {
        const [verb = '', name = '', value = ''] =
          args[0] === 'always' || args[0] === 'onsuccess' ? args.slice(1) : args
        return /^(?:set|add|append|setifempty)$/i.test(verb) ? [{ name, value }] : []
      }),
    ],
    places: [...(outer?.places ?? []), ...all('<directory', '<location').map(placeOf)],
  }
}

function placeOf({ name, args: [path = ''], inside }: ApacheDirective): Place {
  const last = (wanted: string): readonly string[] | undefined => inside.findLast((each) => each.name === wanted)?.args
  const required = last('require')?.join(' ').toLowerCase()
  const options = last('options')?.map((word) => word.toLowerCase())
  const older = last('deny')?.join(' ').toLowerCase() === 'from all'
  const denied = required === undefined ? (older ? true : undefined) : required === 'all denied'
  return {
    kind: name === '<directory' ? 'directory' : 'location',
    path: path.replace(/(?<=.)\/$/, ''),
    denied,
    indexes: options && (options.includes('indexes') || options.includes('+indexes') || options.includes('all')),
    handler: last('sethandler')?.[0],
  }
}

/** What holds for a file or a path: the deeper place says it, and locations after directories. */
export function ruleFor(
  site: ApacheSite,
  file: string,
  path: string,
): Required<Pick<Place, 'denied' | 'indexes'>> & Pick<Place, 'handler'> {
  let denied = false
  let indexes = false
  let handler: string | undefined
  const fits = (place: Place): boolean => {
    const subject = place.kind === 'directory' ? file : path
    return place.path === '/' || subject === place.path || subject.startsWith(`${place.path}/`)
  }
  const sorted = site.places
    .filter(fits)
    .toSorted((a, b) => (a.kind === b.kind ? a.path.length - b.path.length : a.kind === 'directory' ? -1 : 1))
  for (const place of sorted) {
    denied = place.denied ?? denied
    indexes = place.indexes ?? indexes
    handler = place.handler ?? handler
  }
  return { denied, indexes, handler }
}
