import { goDuration, SECOND } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { imageReferenceError } from '../../manifest/pod/image-name.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { normalizeImage } from '../../scenario/image-reference.ts'
import type { Note } from '../../scenario/note.ts'
import type { PullOutcome, ScenarioImage } from '../../scenario/scenario-image.ts'
import type { PodRef, Seq } from '../../trace/entry.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import type { Image, Programs } from '../program-api/image.ts'
import type { World } from '../world/world.ts'
import { BACK_OFF_FORGET, BackOff } from './back-off.ts'
import type { WaitingReason } from './container-statuses.ts'
import { canonicalImage } from './image-name.ts'
import type { RegistryCredential } from './registry-credentials.ts'

const PULL_INITIAL = 10 * SECOND
const PULL_MAX = 300 * SECOND

/** What stays on a node when its kubelet goes. */
export class ImagesOnNode {
  readonly present = new Set<string>()
  /** The credentials that each was pulled with. */
  readonly pulledWith = new Map<string, Set<string>>()
}

export interface ImageSurroundings {
  /** What a Pod brings for the registry of an image. */
  credentials(pod: Pod, image: string): readonly RegistryCredential[]
  /** How many images are pulled at once. */
  readonly parallelPulls: number
}

/** An image on its node. */
export type LocalImage = Image & { readonly sizeBytes: number; readonly said?: ScenarioImage }

export type ImageResult =
  | { readonly kind: 'ok'; readonly image: LocalImage }
  | ({ readonly kind: 'error' } & WaitingReason)

interface NamedImage {
  /** Why the name is none. */
  readonly wrong: string | undefined
  /** In full. */
  readonly key: string
  readonly image: LocalImage
}

/** Images of one node: which are there, and pulling those that are not, one at a time. */
// kubelet: images/image_manager.go EnsureImageExists (v1.36)
export class ImageManager {
  readonly #world: World
  readonly #programs: Programs
  readonly #events: EventRecorder
  readonly #said: ReadonlyMap<string, ScenarioImage>
  readonly #allPresent: boolean
  readonly #present: Set<string>
  readonly #byName = new Map<string, NamedImage>()
  readonly #published = new Set<string>()
  /** What the trace has been told of images that are assumed. */
  readonly #marked = new Set<string>()
  readonly #backOff = new BackOff(PULL_INITIAL, PULL_MAX, BACK_OFF_FORGET)
  /** Why the last pull failed, by back-off key. */
  readonly #lastError = new Map<string, string>()
  readonly #backOffSpans = new Map<string, { readonly seq: Seq }>()
  /** Pulls under way: as many as may be at once. */
  readonly #pulling = new Set<Trigger<void>>()
  readonly #parallel: number
  readonly #credentials: (pod: Pod, image: string) => readonly RegistryCredential[]
  /** With whose credentials an image came to the node; without an entry it is for everybody. */
  // kubelet: images/pullmanager/image_pull_manager.go (v1.36)
  readonly #pulledWith: Map<string, Set<string>>

  constructor(
    world: World,
    programs: Programs,
    events: EventRecorder,
    images: readonly ScenarioImage[],
    allPresent: boolean,
    onNode: ImagesOnNode,
    around: ImageSurroundings,
  ) {
    this.#present = onNode.present
    this.#pulledWith = onNode.pulledWith
    this.#credentials = around.credentials
    this.#parallel = around.parallelPulls
    this.#world = world
    this.#programs = programs
    this.#events = events
    this.#said = new Map(images.map((image) => [normalizeImage(image.name), image]))
    this.#allPresent = allPresent
    for (const image of images) if (image.present === true) this.#present.add(normalizeImage(image.name))
  }

  /** From now on it can be pulled. */
  publish(image: string): void {
    this.#published.add(normalizeImage(image))
  }

  /** The Pod is being stopped: it waits for no pull any more. */
  stopWaiting(uid: string): void {
    for (const [key, { seq }] of this.#backOffSpans) {
      if (!key.startsWith(`${uid}_`)) continue
      this.#backOffSpans.delete(key)
      this.#world.record({ kind: 'spanEnd', opened: seq, outcome: { kind: 'cancelled' } })
    }
  }

  *ensureImageExists(pod: Pod, ref: PodRef, container: Container, fieldPath: string): Task<ImageResult> {
    const { image: name } = container
    const events = (
      type: 'Normal' | 'Warning',
      reason: string,
      message: string,
      rule: 'PULL-1' | 'PULL-2' | 'PULL-3' = 'PULL-1',
    ) => this.#events.event(pod, type, reason, message, { fieldPath, rule })
    const { wrong, key, image } = this.#named(name)
    if (wrong !== undefined) {
      const message = `Failed to apply default image tag "${name}": couldn't parse image name "${name}": ${wrong}`
      events('Warning', 'InspectFailed', message)
      return { kind: 'error', reason: 'InvalidImageName', message }
    }
    const policy = container.imagePullPolicy ?? 'IfNotPresent'
    if (policy !== 'Always') {
      if (this.#isPresent(key, image) && this.#mayUse(pod, name, key)) {
        events(
          'Normal',
          'Pulled',
          `Container image "${name}" already present on machine and can be accessed by the pod`,
        )
        return { kind: 'ok', image }
      }
      if (policy === 'Never') {
        const message = `Container image "${name}" is not present with pull policy of Never`
        events('Warning', 'ErrImageNeverPull', message, 'PULL-3')
        return { kind: 'error', reason: 'ErrImageNeverPull', message }
      }
    }
    return yield* this.#pull(pod, ref, container, image, fieldPath)
  }

  *#pull(pod: Pod, ref: PodRef, container: Container, image: LocalImage, fieldPath: string): Task<ImageResult> {
    const { kernel, assumptions } = this.#world
    const { image: name } = container
    const backOffKey = `${pod.metadata.uid}_${name}`
    const options = { fieldPath, rule: 'PULL-1' as const }
    if (this.#backOff.isInBackOffSinceUpdate(backOffKey, kernel.now)) {
      const previous = this.#lastError.get(backOffKey)
      this.#events.event(pod, 'Normal', 'BackOff', `Back-off pulling image "${name}"`, { fieldPath, rule: 'PULL-2' })
      const message = `Back-off pulling image "${name}"${previous === undefined ? '' : `: ${previous}`}`
      return { kind: 'error', reason: 'ImagePullBackOff', message }
    }
    const waiting = this.#backOffSpans.get(backOffKey)
    if (waiting) {
      this.#backOffSpans.delete(backOffKey)
      this.#world.record({ kind: 'spanEnd', opened: waiting.seq, outcome: { kind: 'done' } })
    }
    this.#events.event(pod, 'Normal', 'Pulling', `Pulling image "${name}"`, options)
    const asked = kernel.now
    while (this.#pulling.size >= this.#parallel) yield* waitFor(firstOf(...this.#pulling))
    const done = new Trigger<void>()
    this.#pulling.add(done)
    const begun = kernel.now
    const key = normalizeImage(name)
    const said = this.#said.get(key)
    const { sizeBytes } = image
    const span = this.#world.record({
      kind: 'span',
      pod: ref,
      container: container.name,
      span: { kind: 'pull', image: name, sizeBytes },
      rule: 'PULL-1',
    })
    const credential = this.#credentialFor(pod, name, said)
    const refused = said?.pullSecret !== undefined && !credential ? 'unauthorized' : pullOutcome(image)
    const outcome = this.#published.has(key) ? 'ok' : refused
    const transfer = this.#isPresent(key, image) ? 0 : Math.round((sizeBytes / assumptions.pullBandwidth) * SECOND)
    yield outcome === 'unreachable'
      ? UNREACHABLE_AFTER
      : assumptions.registryLatency + (outcome === 'ok' ? (said?.pullTimeMs ?? transfer) : 0)
    this.#pulling.delete(done)
    done.fire(undefined)

    if (outcome === 'ok') {
      this.#notePulled(key, credential)
      this.#world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'done' } })
      const took = goDuration(kernel.now - begun)
      const all = goDuration(kernel.now - asked)
      const message = `Successfully pulled image "${name}" in ${took} (${all} including waiting). Image size: ${sizeBytes} bytes.`
      this.#events.event(pod, 'Normal', 'Pulled', message, options)
      return { kind: 'ok', image }
    }
    const error = pullError(name, outcome)
    const failed = this.#world.record({
      kind: 'spanEnd',
      opened: span,
      outcome: { kind: 'failed', reason: 'ErrImagePull', message: error },
    })
    this.#events.event(pod, 'Warning', 'Failed', `Failed to pull image "${name}": ${error}`, options)
    this.#backOff.next(backOffKey, kernel.now, kernel.now)
    this.#lastError.set(backOffKey, `ErrImagePull: ${error}`)
    const length = this.#backOff.get(backOffKey)
    const seq = this.#world.record({
      kind: 'span',
      pod: ref,
      container: container.name,
      span: {
        kind: 'backOff',
        of: 'pull',
        lengthMs: length,
        since: kernel.now,
        step: Math.round(Math.log2(length / PULL_INITIAL)),
      },
      rule: 'PULL-2',
      cause: failed,
    })
    this.#backOffSpans.set(backOffKey, { seq })
    return { kind: 'error', reason: 'ErrImagePull', message: error }
  }

  /** What a name stands for is the same for all who ask. */
  #named(name: string): NamedImage {
    let named = this.#byName.get(name)
    if (!named) {
      const key = normalizeImage(name)
      named = { wrong: imageReferenceError(name), key, image: this.#imageOf(name, key) }
      this.#byName.set(name, named)
    }
    return named
  }

  /** As the catalogue and the Scenario say. */
  #imageOf(name: string, key: string): LocalImage {
    const said = this.#said.get(key)
    const image = this.#programs.image(name, said)
    const { unknownImageSize } = this.#world.assumptions
    const sizeBytes = said?.sizeBytes ?? image.sizeBytes ?? unknownImageSize
    return { ...image, sizeBytes, ...(said ? { said } : {}) }
  }

  /** Says in the trace what is assumed, once. */
  markAssumed(note: Note): void {
    const key = JSON.stringify(note)
    if (this.#marked.has(key)) return
    this.#marked.add(key)
    this.#world.record({ kind: 'notSimulated', note })
  }

  #credentialFor(pod: Pod, name: string, said: ScenarioImage | undefined): RegistryCredential | undefined {
    if (said?.pullSecret === undefined) return undefined
    return this.#credentials(pod, name).find(({ secret }) => secret === said.pullSecret)
  }

  #notePulled(key: string, credential: RegistryCredential | undefined): void {
    const credentials = this.#pulledWith.get(key)
    if (!credential) this.#pulledWith.delete(key)
    else if (credentials) for (const each of marksOf(credential)) credentials.add(each)
    else if (!this.#present.has(key)) this.#pulledWith.set(key, new Set(marksOf(credential)))
    this.#present.add(key)
  }

  /**
   * PULL-5: an image that came with credentials is for those who bring the same; one that nobody has pulled for anybody,
   * or that was on the node from the start, is for everybody.
   */
  // kubelet: images/pullmanager/image_pull_manager.go MustAttemptImagePull, NeverVerifyPreloadedImages (v1.36)
  #mayUse(pod: Pod, name: string, key: string): boolean {
    const credentials = this.#pulledWith.get(key)
    if (!credentials) return true
    return this.#credentials(pod, name).some((credential) => marksOf(credential).some((mark) => credentials.has(mark)))
  }

  #isPresent(key: string, image: LocalImage): boolean {
    if (this.#present.has(key)) return true
    return this.#allPresent && image.said?.present !== false && pullOutcome(image) === 'ok'
  }
}

/** The same Secret, or what another says alike. */
function marksOf({ key, auth }: RegistryCredential): string[] {
  return [`secret ${key}`, `auth ${auth}`]
}

/** What the registry has to say, where nobody has said otherwise. */
function pullOutcome({ said, hasNoSuchTag }: LocalImage): PullOutcome {
  return said?.pull ?? (hasNoSuchTag && said?.pullSecret === undefined ? 'notFound' : 'ok')
}

/** How long a dial to a registry without a route to it goes on, as recorded. */
const UNREACHABLE_AFTER = 3 * SECOND

// containerd 2.1, as recorded
function pullError(name: string, outcome: Exclude<PullOutcome, 'ok'>): string {
  const reference = canonicalImage(name)
  const prefix = `failed to pull and unpack image "${reference}": failed to resolve`
  switch (outcome) {
    case 'notFound':
      return `rpc error: code = NotFound desc = ${prefix} image: ${reference}: not found`
    case 'unauthorized':
      return `rpc error: code = Unknown desc = ${prefix} image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`
    case 'unreachable': {
      const host = reference.split('/')[0] ?? reference
      const [repository = '', tag = 'latest'] = reference.slice(host.length + 1).split(':')
      const url = `https://${host}/v2/${repository}/manifests/${tag}`
      return `${prefix} image: failed to do request: Head "${url}": dial tcp ${host}: connect: no route to host`
    }
  }
}
