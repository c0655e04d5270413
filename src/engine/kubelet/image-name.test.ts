import { describe, expect, test } from 'vitest'
import { imageReferenceError } from '../../manifest/pod/image-name.ts'
import { normalizeImage } from '../../scenario/image-reference.ts'
import { canonicalImage } from './image-name.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

describe('image names', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['team/app:2', 'docker.io/team/app:2'],
    ['docker.io/nginx:1', 'docker.io/library/nginx:1'],
    ['index.docker.io/team/app:2', 'docker.io/team/app:2'],
    ['ghcr.io/acme/api', 'ghcr.io/acme/api:latest'],
    ['registry:5000/app', 'registry:5000/app:latest'],
    ['registry:5000/app:1', 'registry:5000/app:1'],
    ['localhost/app', 'localhost/app:latest'],
    [`nginx@${DIGEST}`, `docker.io/library/nginx@${DIGEST}`],
    [`nginx:1.27@${DIGEST}`, `docker.io/library/nginx:1.27@${DIGEST}`],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalImage(name)).toBe(canonical)
    expect(canonicalImage(canonical)).toBe(canonical)
  })

  test.each([
    ['nginx', 'nginx:latest', true],
    ['nginx', 'docker.io/library/nginx', true],
    ['nginx', 'docker.io/nginx', true],
    ['nginx:1.26', 'nginx:1.27', false],
    ['nginx', 'quay.io/library/nginx', false],
  ])('%s and %s are the same: %s', (a, b, same) => {
    expect(normalizeImage(a) === normalizeImage(b)).toBe(same)
  })

  const FORMAT = 'invalid reference format'
  test.each([
    ['nginx', undefined],
    ['ghcr.io/acme/my-api_v2.x:1.0-rc.1', undefined],
    ['registry:5000/app', undefined],
    [`nginx@${DIGEST}`, undefined],
    ['Nginx', `${FORMAT}: repository name (library/Nginx) must be lowercase`],
    ['acme/Api:1', `${FORMAT}: repository name (acme/Api) must be lowercase`],
    ['ghcr.io/acme/Api', `${FORMAT}: repository name (acme/Api) must be lowercase`],
    ['nginx:', FORMAT],
    ['nginx latest', FORMAT],
    ['', FORMAT],
    ['/nginx', FORMAT],
    ['nginx@sha256:short', FORMAT],
    ['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
  ])('%j is refused with %j', (name, error) => {
    expect(imageReferenceError(name)).toBe(error)
  })
})
