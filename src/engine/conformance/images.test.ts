import { readFileSync } from 'node:fs'
import { SECOND } from '../../lib/time.ts'
import { normalizeImage } from '../../scenario/image-reference.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import { ImageManager, type ImageResult, ImagesOnNode } from '../kubelet/image-manager.ts'
import { containerUser } from '../kubelet/run-as-user.ts'
import type { Programs } from '../program-api/image.ts'
import { type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { container, pod } from '../testing/pod.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

/** Their back-off starts with a second, ours with ten: our steps are as much further apart. */
const STRETCH = 10

tables.describe('image-pull', ({ input, expected }) => {
  if (input.inspectErr) return skip('looking at an image never fails here')
  if (input.qps && expected.steps[0].error) return skip('pulls are not limited by rate')
  if (input.pullerErr === 'SignatureValidationFailed') return skip('signatures are not simulated')
  if (input.pullSecrets && expected.steps[0].runtimeCalls.includes('PullImage')) {
    return skip('who may use an image that is there is not simulated')
  }
  const steps = pull(input)
  const error = steps.find((step) => step.error === 'ErrImagePull')?.message
  return {
    // What the registry answered is ours there and a word here.
    ours: steps.map((step) => ({ ...step, message: step.message.replace(error ?? '\0', input.pullerErr) })),
    theirs: (expected.steps as TheirStep[]).map(({ error: reason, message, runtimeCalls, events }, index) => ({
      error: reason ?? undefined,
      message: reason ? message : '',
      pulled: runtimeCalls?.includes('PullImage') ?? false,
      events: events ?? steps[index]?.events,
    })),
  }
})

interface TheirStep {
  readonly error: string | null
  readonly message: string
  readonly runtimeCalls?: readonly string[]
  readonly events?: readonly string[]
}

function pull(input: Call['input']) {
  const world = emptyWorld({ registryLatency: 0 })
  const events: string[] = []
  const recorder = { event: (_pod: unknown, _type: string, reason: string) => void events.push(reason) }
  const programs = { image: () => ({ sizeBytes: 0 }) }
  const present = new Set((input.imagesOnNode as string[]).map(normalizeImage))
  const onNode = new ImagesOnNode()
  for (const image of present) onNode.present.add(image)
  const said = input.pullerErr ? [{ name: input.image, pull: 'notFound' as const }] : []
  const manager = new ImageManager(
    world,
    programs as unknown as Programs,
    recorder as unknown as EventRecorder,
    said,
    false,
    onNode,
    { credentials: () => [], parallelPulls: 1 },
  )
  const subject = pod()
  const asked = container('app', { image: input.image, imagePullPolicy: input.pullPolicy })
  return (input.steps as { at: number }[]).map(({ at }) => {
    let result: ImageResult | undefined
    world.kernel.at(at * STRETCH * SECOND, () => {
      const task = manager.ensureImageExists(subject, { namespace: '', name: '', uid: '' }, asked, '')
      world.kernel.spawn(
        (function* () {
          result = yield* task
        })(),
      )
    })
    runUntil(world)
    const told = events.splice(0)
    return {
      error: result?.kind === 'error' ? result.reason : undefined,
      message: result?.kind === 'error' ? result.message : '',
      pulled: told.includes('Pulling'),
      events: told,
    }
  })
}

tables.describe('image-pull-error', ({ name }) =>
  name.includes('fallback error')
    ? skip('the runtime’s words are passed on as they are')
    : skip('no registry fails in this way here'),
)

tables.describe('run-as-non-root', ({ input, expected }) => {
  const user = input.imageUsername || (input.imageUid === null ? '' : String(input.imageUid))
  const verified = containerUser(goPod(input.pod), input.container, user)
  return { ours: typeof verified === 'string' ? verified : null, theirs: expected.error }
})
