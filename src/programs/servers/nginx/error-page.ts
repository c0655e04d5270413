import type { HttpResponse } from '../../../engine/program-api/network.ts'

/** What nginx calls a status. */
// nginx: http/ngx_http_special_response.c (1.27)
const TITLES: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Authorization Required',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
}

/** The page that nginx has of its own for a status; nothing where it has none. `signature`: how it calls itself. */
export function ownPage(status: number, signature: string): HttpResponse {
  const name = TITLES[status]
  if (name === undefined) return { status, body: '' }
  const title = `${status} ${name}`
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${signature}</center>\r\n</body>\r\n</html>\r\n`,
  }
}

/** What comes back where TLS is spoken and the client does not. */
export function plainToTls(signature: string): HttpResponse {
  const title = '400 The plain HTTP request was sent to HTTPS port'
  return {
    status: 400,
    headers: { 'Content-Type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>The plain HTTP request was sent to HTTPS port</center>\r\n<hr><center>${signature}</center>\r\n</body>\r\n</html>\r\n`,
  }
}
