import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { closestAnswer, type RecordedObjects, type RecordedSession } from '../../testing/recorded-session.ts'

/** Transcripts of a real kubectl with every version of every object; without the variable these tests are skipped. */
const directory = process.env.PODLAPSE_KUBECTL

/** Kinds that the recording has no objects of. */
const NOT_RECORDED = /describe (?:role|clusterrole|crd|widget)\b|--as=|-n kube-system/

/** The leases of nodes are in a namespace that was not recorded: what is said of them is all that is known. */
function leasesIn(stdout: string): KubeObject[] {
  const known = /HolderIdentity: {2}(\S+)\n.*\n {2}RenewTime: +(.*)\n/.exec(stdout)
  if (!known) return []
  const [, name = '', renewed = ''] = known
  const spec = { holderIdentity: name, renewTime: new Date(renewed).toISOString() }
  return [
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' }, spec },
  ]
}

for (const name of directory ? readdirSync(directory).filter((each) => each.endsWith('.json')) : []) {
  const objectsFile = `${directory}/objects/${name}`
  if (!existsSync(objectsFile)) continue
  const session = JSON.parse(readFileSync(`${directory}/${name}`, 'utf8')) as RecordedSession
  const lines = (session.transcript ?? []).filter(
    ({ argv }) => /^kubectl describe /.test(argv) && !NOT_RECORDED.test(argv) && !argv.includes('--help'),
  )
  if (lines.length === 0) continue
  const objects = JSON.parse(readFileSync(objectsFile, 'utf8')) as RecordedObjects
  describe(session.id, () => {
    for (const line of lines) {
      test(`${line.argv} at ${line.atS} s`, () => {
        // A terminal ends lines in its own way.
        const wanted = { ...line, stdout: line.stdout.replaceAll('\r\n', '\n') }
        const shown = { ...objects, before: [...objects.before, ...leasesIn(wanted.stdout)] }
        const { stdout, stderr, exitCode } = wanted
        expect(closestAnswer(session, shown, wanted)).toEqual({ stdout, stderr, exitCode })
      })
    }
  })
}

describe.skipIf(directory)('recorded descriptions (PODLAPSE_KUBECTL is not set)', () => {
  test.skip('are skipped', () => {})
})
