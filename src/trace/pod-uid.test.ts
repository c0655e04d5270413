import { expect, test } from 'vitest'
import { podUidOf } from './pod-uid.ts'

const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', uid: 'of-the-api' } }

test('a Pod is known by its uid', () => {
  expect(podUidOf(object)).toBe('of-the-api')
})

test('a mirror stands for the static Pod that its annotation names', () => {
  const annotations = { 'kubernetes.io/config.mirror': 'of-the-file' }
  expect(podUidOf({ ...object, metadata: { ...object.metadata, annotations } })).toBe('of-the-file')
})
