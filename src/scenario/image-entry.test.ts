import { describe, expect, it } from 'vitest'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import { compile } from './compile.ts'

function imagesOf(entry: string) {
  const text = `apiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n  images:\n  - {name: acme/api, ${entry}}\n`
  const { scenario, problems } = compile(text)
  return {
    image: scenario?.images[0],
    problems: problems.map((problem) => [problem.severity, problem.path, problemText(problem, NOTES_EN)]),
  }
}

describe('an entry of images', () => {
  it('says what its program does', () => {
    const { image, problems } = imagesOf(
      'user: 1000, ports: [80, {port: 90, protocol: grpc}, {port: 80, protocol: [https, tcp]}], startTime: 5s, memory: 1Mi, ends: {code: 3, after: 1m}, onTerm: ignore, files: {/a/b: x}, env: {K: 1}, workingDir: /a',
    )
    expect(problems).toEqual([])
    expect(image).toEqual({
      name: 'docker.io/acme/api:latest',
      user: '1000',
      workingDir: '/a',
      env: { K: '1' },
      files: { '/a/b': 'x' },
      ports: [
        { port: 80, protocols: ['http', 'https', 'tcp'], declared: false },
        { port: 90, protocols: ['grpc'], declared: false },
      ],
      startMs: 5000,
      memoryBytes: 1024 ** 2,
      ends: { code: 3, afterMs: 60_000 },
      onTerm: 'ignore',
    })
  })

  it('says what probes get, and when', () => {
    const { image } = imagesOf('answers: [{status: 503}, {path: /a, from: 10s, to: 20s, status: 200, delay: 1s}]')
    expect(image?.answers).toEqual([
      { fromMs: 0, status: 503 },
      { path: '/a', fromMs: 10_000, toMs: 20_000, status: 200, delayMs: 1000 },
    ])
  })

  it.each<[string, string, string]>([
    ['user: [a]', 'user', 'must be text'],
    ['user: "a b"', 'user', 'must be a user such as 1000, nginx or 1000:1000'],
    ['workingDir: app', 'workingDir', 'must be an absolute path'],
    ['files: {a: b}', 'files', 'a: must be the absolute path of a file'],
    ['files: {/a/: b}', 'files', '/a/: must be the absolute path of a file'],
    ['ports: 80', 'ports', 'must be a list'],
    ['ports: [http]', 'ports[0]', 'must be a port number, or {port, protocol}'],
    ['ports: [70000]', 'ports[0]', 'must be a port number, or {port, protocol}'],
    ['ports: [{port: 0}]', 'ports[0].port', 'must be a number from 1 to 65535'],
    ['ports: [{port: 1, protocol: udp}]', 'ports[0].protocol', 'must be one of http, https, grpc, tcp'],
    ['ports: [{port: 1, protocol: [udp]}]', 'ports[0].protocol', 'must be some of http, https, grpc, tcp'],
    ['answers: [{from: 5s}]', 'answers[0].status', 'is needed, or a delay'],
    ['answers: [{status: 600}]', 'answers[0].status', 'must be at most 599'],
    ['answers: [{status: 200, from: 5s, to: 5s}]', 'answers[0].to', 'must be after from'],
    ['answers: [{status: 200, path: x}]', 'answers[0].path', 'must begin with /'],
    ['ends: soon', 'ends', 'must be never, or {code, after} such as {code: 0, after: 5s}'],
    ['ends: {code: 256}', 'ends.code', 'must be at most 255'],
    ['onTerm: never', 'onTerm', 'must be ignore, or {code, after} such as {code: 0, after: 5s}'],
    ['startTime: later', 'startTime', 'must be a duration such as 1m30s, or a number of seconds'],
  ])('%s is an error at its field', (entry, field, what) => {
    const path = `spec.images[0].${field}`
    expect(imagesOf(entry).problems).toEqual([['error', path, `${path}: ${what}`]])
  })

  it('warns of what nobody asks, and of what stands twice', () => {
    expect(imagesOf('command: [podlapse, http], ends: never').problems).toEqual([
      ['warning', 'spec.images[0].ends', expect.stringContaining('the flags of podlapse say')],
    ])
    expect(imagesOf('size: 1Mi}\n  - {name: "acme/api:latest"').problems).toEqual([
      ['warning', 'spec.images[1].name', expect.stringContaining('stands twice')],
    ])
  })

  it.each(['__proto__', 'constructor', 'toString'])('takes no key of an object’s own for a field: %s', (key) => {
    expect(imagesOf(`ports: [{port: 1, ${key}: 2}]`).problems).toMatchObject([
      ['error', expect.anything(), expect.anything()],
    ])
    expect(imagesOf(`env: {${key}: x}`).image?.env).toEqual({ [key]: 'x' })
  })
})
