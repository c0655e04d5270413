/** Splits what the client wrote into a decoded path without dots and doubled slashes, and its query. undefined: no path. */
// nginx: http/ngx_http_parse.c ngx_http_parse_complex_uri (1.27)
export function splitUri(written: string): { readonly uri: string; readonly args: string } | undefined {
  const [, path = '', args = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(written) ?? []
  if (!path.startsWith('/')) return undefined
  let decoded = ''
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const parts: string[] = []
  const all = decoded.split('/').slice(1)
  for (const [index, part] of all.entries()) {
    const last = index === all.length - 1
    if (part === '..') {
      if (parts.length === 0) return undefined
      parts.pop()
    } else if (part !== '.' && part !== '') parts.push(part)
    if (last && (part === '' || part === '.' || part === '..')) parts.push('')
  }
  return { uri: `/${parts.join('/')}`, args }
}
