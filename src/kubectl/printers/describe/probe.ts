import { goPrint } from '../../../lib/go-print.ts'
import { at, listAt, numberAt, textAt } from '../field.ts'

/** A probe in one line. */
// kubectl: pkg/describe/describe.go DescribeProbe (v1.36)
export function describeProbe(probe: unknown): string {
  const number = (name: string) => numberAt(probe, name)
  const numbers = `delay=${number('initialDelaySeconds')}s timeout=${number('timeoutSeconds')}s period=${number('periodSeconds')}s #success=${number('successThreshold')} #failure=${number('failureThreshold')}`
  return `${handlerText(probe)} ${numbers}`
}

function handlerText(probe: unknown): string {
  if (at(probe, 'exec')) return `exec ${goPrint(listAt(probe, 'exec', 'command'))}`
  const http = at(probe, 'httpGet')
  if (http) return `http-get ${urlText(http)}`
  if (at(probe, 'tcpSocket'))
    return `tcp-socket ${textAt(probe, 'tcpSocket', 'host')}:${textAt(probe, 'tcpSocket', 'port')}`
  if (at(probe, 'grpc')) return `grpc <pod>:${textAt(probe, 'grpc', 'port')} ${textAt(probe, 'grpc', 'service')}`
  return 'unknown'
}

function urlText(http: unknown): string {
  const host = textAt(http, 'host')
  const scheme = textAt(http, 'scheme').toLowerCase()
  const port = textAt(http, 'port')
  const place = port === '' ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`
  const path = escapedPath(textAt(http, 'path'))
  const slash = path !== '' && !path.startsWith('/') && place !== '' ? '/' : ''
  return `${scheme === '' ? '' : `${scheme}:`}${scheme === '' && place === '' ? '' : '//'}${place}${slash}${path}`
}

/** A question mark in a path is a part of the path. */
// go: net/url EscapedPath
function escapedPath(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23')
    .replaceAll(/['()!]/g, escapedLetter)
}

function escapedLetter(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
}
