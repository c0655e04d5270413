import { toBase64 } from '../../../lib/base64.ts'
import type { Command } from '../../command-line/command.ts'
import { CommandError } from '../../command-line/command.ts'
import { type GeneratedObject, generator } from './generator.ts'
import { keyValues, SOURCE_FLAGS, sourcesMistake } from './key-values.ts'
import { sortedObject } from './sorted-object.ts'

const FAILURE = 'failed to create secret'

function secretOf(name: string, type: string, data: ReadonlyMap<string, string>): GeneratedObject {
  const coded = sortedObject([...data].map(([key, value]) => [key, toBase64(value)] as const))
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: { name },
    ...(data.size > 0 ? { data: coded } : {}),
    ...(type === '' ? {} : { type }),
  }
}

// kubectl: pkg/cmd/create/create_secret.go (v1.36)
const generic = generator({
  name: 'generic',
  usage:
    'NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
  flags: `${SOURCE_FLAGS}; --type string`,
  check: sourcesMistake,
  object: (name, given, bench) => secretOf(name, given.text('type'), keyValues({ kind: 'Secret', name }, given, bench)),
  failure: FAILURE,
})

// kubectl: pkg/cmd/create/create_secret_docker.go (v1.36)
const dockerRegistry = generator({
  name: 'docker-registry',
  usage:
    'NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]',
  flags:
    '--append-hash bool; --docker-email string; --docker-password string; --docker-server string=https://index.docker.io/v1/; --docker-username string; --from-file list',
  check: (given) =>
    !given.has('from-file') &&
    ['docker-username', 'docker-password', 'docker-server'].some((name) => given.text(name) === '')
      ? 'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required'
      : undefined,
  object: (name, given, bench) => {
    const type = 'kubernetes.io/dockerconfigjson'
    if (given.has('from-file')) return secretOf(name, type, keyValues({ kind: 'Secret', name }, given, bench))
    const [username, password, email] = [
      given.text('docker-username'),
      given.text('docker-password'),
      given.text('docker-email'),
    ]
    const entry = {
      username,
      password,
      ...(email === '' ? {} : { email }),
      auth: toBase64(`${username}:${password}`),
    }
    const config = JSON.stringify({ auths: { [given.text('docker-server')]: entry } })
    return secretOf(name, type, new Map([['.dockerconfigjson', config]]))
  },
  failure: FAILURE,
})

// kubectl: pkg/cmd/create/create_secret_tls.go (v1.36)
const tls = generator({
  name: 'tls',
  usage: 'NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]',
  flags: '--append-hash bool; --cert string; --key string',
  check: (given) =>
    given.text('cert') === '' || given.text('key') === '' ? 'key and cert must be specified' : undefined,
  object: (name, given, { readFile }) => {
    const data = (
      [
        ['tls.crt', 'cert'],
        ['tls.key', 'key'],
      ] as const
    ).map(([key, flag]) => {
      const path = given.text(flag)
      const text = readFile(path)
      if (text === undefined)
        throw new CommandError(`Cannot read file ${path}, open ${path}: no such file or directory`)
      return [key, text] as const
    })
    for (const [key, text] of data) {
      // Certificates of the simulation are placeholders; what is no PEM at all nobody takes.
      if (!text.includes('-----BEGIN') && !text.includes('simulated')) {
        const part = key === 'tls.crt' ? 'certificate' : 'key'
        throw new CommandError(`tls: failed to find any PEM data in ${part} input`)
      }
    }
    return secretOf(name, 'kubernetes.io/tls', new Map(data))
  },
  failure: FAILURE,
})

export const secret: Command = {
  name: 'secret',
  usage: '(docker-registry | generic | tls) [options]',
  commands: [dockerRegistry, generic, tls],
}
