export interface Url {
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly port: number
  readonly path: string
}

/** http://host:port/path; without a scheme http is meant. undefined: another scheme, or no host. */
export function parseUrl(text: string): Url | undefined {
  const match = /^(?:([a-z]+):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?/i.exec(text)
  if (!match) return undefined
  const scheme = (match[1] ?? 'http').toLowerCase()
  if (scheme !== 'http' && scheme !== 'https') return undefined
  const path = match[4] ?? '/'
  return {
    scheme,
    host: (match[2] as string).replace(/^\[|\]$/g, ''),
    port: match[3] === undefined ? (scheme === 'http' ? 80 : 443) : Number(match[3]),
    path: path.startsWith('/') ? path : `/${path}`,
  }
}

/** The host with the port, where the text names one. */
export function hostAsGiven(text: string, { host, port }: Url): string {
  return new RegExp(`:${port}(?:[/?#]|$)`).test(text) ? `${host}:${port}` : host
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  418: "I'm a teapot",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

export function reasonOf(status: number): string {
  return REASONS[status] ?? 'Unknown'
}
