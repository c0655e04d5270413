import { describe, expect, test } from 'vitest'
import type { HttpResponse } from '../../program-api/network.ts'
import { formatUrl, getRequest, portOf, requestHeaders, resolveLocation, urlText } from '../http-request.ts'
import { judgeResponse } from './findings.ts'

const FIRST = formatUrl('http', '10.244.1.2', 8080, '/a/b?x')
const to = (location: string, status = 302): HttpResponse => ({
  status,
  body: 'moved',
  headers: { Location: location },
})

function judged(response: HttpResponse, asked = 1): string {
  const step = judgeResponse(FIRST, response, FIRST, asked)
  if (step.kind === 'follow') return `${urlText(step.url)} ${step.keepHost ? 'same Host' : 'another Host'}`
  return `${step.finding.result}: ${step.finding.output}`
}

describe('judgeResponse', () => {
  test.each<[string, HttpResponse, string]>([
    ['a path', to('/ok'), 'http://10.244.1.2:8080/ok same Host'],
    ['a path beside', to('../ok'), 'http://10.244.1.2:8080/ok same Host'],
    ['a query', to('?y'), 'http://10.244.1.2:8080/a/b?y same Host'],
    ['the same host', to('http://10.244.1.2/ok'), 'http://10.244.1.2/ok another Host'],
    ['another port and scheme', to('https://10.244.1.2:8443'), 'https://10.244.1.2:8443 another Host'],
    ['another host', to('http://example.com/'), 'warning: Probe terminated redirects, Response body: moved'],
    ['nowhere', { status: 301, body: 'gone' }, 'warning: Probe terminated redirects, Response body: gone'],
    ['what no client follows', to('/ok', 304), 'warning: Probe terminated redirects, Response body: moved'],
  ])('a redirect to %s', (_what, response, expected) => {
    expect(judged(response)).toBe(expected)
  })

  test('the tenth redirect is the last', () => {
    expect(judged(to('/ok'), 9)).toBe('http://10.244.1.2:8080/ok same Host')
    expect(judged(to('/ok'), 10)).toBe('failure: Get "/ok": stopped after 10 redirects')
  })
})

describe('a request', () => {
  test('goes to the port that the URL names, or to that of its scheme', () => {
    expect([FIRST, resolveLocation(FIRST, 'http://a/'), resolveLocation(FIRST, 'https://a/')].map(portOf)).toEqual([
      8080, 80, 443,
    ])
  })

  test('has a path, and the query with it; a fragment is not sent', () => {
    const paths = ['', 'ready', '?full', '/a?b#c'].map((path) => getRequest(formatUrl('http', 'a', 1, path), {}).path)
    expect(paths).toEqual(['/', '/ready', '/?full', '/a?b'])
  })

  test('has the headers of the manifest, a Host, and what the kubelet adds', () => {
    const list = [
      { name: 'x-a', value: '1' },
      { name: 'X-A', value: '2' },
      { name: 'accept', value: '' },
      { name: 'host', value: 'shop.example' },
    ]
    expect(requestHeaders(list, 'kube-probe/1.36', FIRST)).toEqual({
      'X-A': '1, 2',
      'User-Agent': 'kube-probe/1.36',
      Connection: 'close',
      Host: 'shop.example',
    })
    expect(requestHeaders([], 'kube-probe/1.36', FIRST)).toMatchObject({ Accept: '*/*', Host: '10.244.1.2:8080' })
  })
})
