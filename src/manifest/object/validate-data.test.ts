import { describe, expect, it } from 'vitest'
import type { KubeObject } from './meta.ts'
import { validateData } from './validate-data.ts'

const WORDS =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
const b64 = (text: string) => Buffer.from(text).toString('base64')

/** What is wrong with a ConfigMap or a Secret, a line each. */
function wrong(kind: string, parts: object): string[] {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'o' }, ...parts } as unknown as KubeObject
  return validateData(object).map(({ path, detail }) => `${path}: ${detail}`)
}

describe('a ConfigMap', () => {
  it.each<[object, string[]]>([
    [{ data: { a: '1', 'b.c-d_E': '2' }, binaryData: { f: b64('x') } }, []],
    [{ data: { 'a b': '1' } }, [`data[a b]: ${WORDS}`]],
    [{ data: { 'a/b': '1', '..': '2' } }, [`data[a/b]: ${WORDS}`, "data[..]: must not be '..'"]],
    [{ data: { '..a': '1' } }, ["data[..a]: must not start with '..'"]],
    [{ data: { '.': '1' } }, ["data[.]: must not be '.'"]],
    [{ data: { ['k'.repeat(254)]: '1' } }, [`data[${'k'.repeat(254)}]: must be no more than 253 characters`]],
    [{ binaryData: { 'x y': b64('x') } }, [`binaryData[x y]: ${WORDS}`]],
    [{ data: { a: '1' }, binaryData: { a: b64('1') } }, ['data[a]: duplicate of key present in binaryData']],
    [{ data: { a: 'x'.repeat(1024 * 1024) } }, []],
    [{ data: { a: 'x'.repeat(1024 * 1024), b: 'y' } }, ['[]: may not be more than 1048576 bytes']],
    [{ data: { a: 'é'.repeat(512 * 1024), b: 'y' } }, ['[]: may not be more than 1048576 bytes']],
  ])('%#', (parts, errors) => {
    expect(wrong('ConfigMap', parts)).toEqual(errors)
  })
})

describe('a Secret', () => {
  const of = (type: string, data: object = {}, more: object = {}) => ({ type, data, ...more })

  it.each<[object, string[]]>([
    [{ data: { a: b64('1') }, stringData: { b: '2' } }, []],
    [{ stringData: { 'a b': '1' } }, [`data[a b]: ${WORDS}`]],
    [{ stringData: { a: 'x'.repeat(1024 * 1024 + 1) } }, ['data: may not be more than 1048576 bytes']],
    [of('acme.example.com/mine'), []],
    [of('kubernetes.io/tls', { 'tls.crt': '', 'tls.key': '' }), []],
    [of('kubernetes.io/tls'), ['data[tls.crt]: ', 'data[tls.key]: ']],
    [of('kubernetes.io/tls', {}, { stringData: { 'tls.crt': 'c', 'tls.key': 'k' } }), []],
    [of('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': b64('{}') }), []],
    [of('kubernetes.io/dockerconfigjson', { config: b64('{}') }), ['data[.dockerconfigjson]: ']],
    [of('kubernetes.io/dockercfg'), ['data[.dockercfg]: ']],
    [of('kubernetes.io/basic-auth', { username: '' }), []],
    [of('kubernetes.io/basic-auth', { user: '' }), ['data[username]: ', 'data[password]: ']],
    [of('kubernetes.io/ssh-auth', { 'ssh-privatekey': '' }), ['data[ssh-privatekey]: ']],
    [of('kubernetes.io/ssh-auth', { 'ssh-privatekey': b64('k') }), []],
    [of('kubernetes.io/service-account-token'), ['metadata.annotations[kubernetes.io/service-account.name]: ']],
  ])('%#', (parts, errors) => {
    expect(wrong('Secret', parts)).toEqual(errors)
  })
})
