import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { typed } from '../testing/typed.ts'

const CUPS: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'cups.shop.example' },
  spec: {
    group: 'shop.example',
    scope: 'Namespaced',
    names: { kind: 'Cup', plural: 'cups' },
    versions: [
      {
        name: 'v1',
        served: true,
        schema: {
          openAPIV3Schema: {
            description: 'A cup of something.',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'string', enum: ['small', 'large'], description: 'How much goes into it.' },
                  tags: { type: 'array', items: { type: 'string' } },
                  notes: { type: 'object', additionalProperties: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    ],
  },
}

const explained = (words: string) => typed(`kubectl explain ${words}`, { objects: [CUPS] })

describe('explain', () => {
  test('a field with a choice', () => {
    expect(explained('pod.spec.restartPolicy').stdout).toMatch(
      /^KIND: {7}Pod\nVERSION: {4}v1\n\nFIELD: restartPolicy <string>\nENUM:\n {4}Always\n {4}Never\n {4}OnFailure\n\nDESCRIPTION:\n/,
    )
  })

  test('a field that has fields: their types, and which are required', () => {
    const { stdout } = explained('deploy.spec.template.spec.containers.ports')
    expect(stdout).toContain('GROUP:      apps\n')
    expect(stdout).toContain('FIELD: ports <[]ContainerPort>\n\n\nDESCRIPTION:\n')
    expect(stdout).toContain('\n  containerPort\t<integer> -required-\n')
    expect(stdout).toContain('\n  protocol\t<string>\n')
  })

  test('all fields below, without words', () => {
    const { stdout } = explained('pod.spec.volumes.emptyDir --recursive')
    expect(stdout.slice(stdout.indexOf('FIELDS:'))).toBe('FIELDS:\n  medium\t<string>\n  sizeLimit\t<Quantity>\n\n')
  })

  test('a custom kind in the words of whoever defined it', () => {
    const { stdout } = explained('cups')
    expect(stdout).toContain('GROUP:      shop.example\nKIND:       Cup\nVERSION:    v1\n')
    expect(stdout).toContain('DESCRIPTION:\n    A cup of something.\n    \nFIELDS:\n')
    expect(explained('cup.spec').stdout).toContain(
      '  notes\t<map[string]string>\n    <no description>\n\n  size\t<string> -required-\n  enum: large, small\n    How much goes into it.\n\n  tags\t<[]string>\n',
    )
  })

  test('what is not there', () => {
    expect(explained('pod.spec.nope')).toEqual({
      stdout: 'KIND:       Pod\nVERSION:    v1\n\n',
      stderr: 'error: field "nope" does not exist\n',
      exitCode: 1,
    })
    expect(explained('nope').stderr).toBe('the server doesn\'t have a resource type "nope"\n')
    expect(explained('pod --api-version=v2').stderr).toBe('error: couldn\'t find resource for "/v2, Resource=pods"\n')
    expect(explained('pod.constructor').stderr).toBe('error: field "constructor" does not exist\n')
  })

  test('a group may stand between a kind and its fields', () => {
    expect(explained('deployments.apps.spec.replicas').stdout).toContain('FIELD: replicas <integer>\n')
  })
})
