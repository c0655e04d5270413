import { expect, it } from 'vitest'
import { normalizeImage } from './image-reference.ts'

it.each([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.27', 'docker.io/library/nginx:1.27'],
  ['acme/api', 'docker.io/acme/api:latest'],
  ['localhost/api', 'localhost/api:latest'],
  ['localhost:5000/api', 'localhost:5000/api:latest'],
  ['ghcr.io/acme/api:1.2', 'ghcr.io/acme/api:1.2'],
  ['docker.io/library/nginx:latest', 'docker.io/library/nginx:latest'],
  ['nginx:1.27@sha256:abc', 'docker.io/library/nginx@sha256:abc'],
])('%s is %s', (name, inFull) => {
  expect(normalizeImage(name)).toBe(inFull)
  expect(normalizeImage(inFull)).toBe(inFull)
})
