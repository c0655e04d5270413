import type { PodSpec } from '../../manifest/pod/pod.ts'
import { valueAt } from '../../manifest/text/edits.ts'
import { asObject, definitionFor, shortName } from '../schema/fields.ts'
import { placeIn } from '../site.ts'
import type { TextObject } from '../text-objects.ts'

type Steps = readonly (string | number)[]

/** What is known around a caret: the document that it is in, and everything else that the text has. */
export class Surroundings {
  readonly root: unknown
  readonly steps: Steps
  readonly #objects: readonly TextObject[]

  constructor(root: unknown, steps: Steps, objects: readonly TextObject[]) {
    this.root = root
    this.steps = steps
    this.#objects = objects
  }

  get namespace(): string {
    const { namespace } = asObject(asObject(this.root).metadata)
    return typeof namespace === 'string' ? namespace : 'default'
  }

  get kind(): string {
    return String(asObject(this.root).kind ?? '')
  }

  /** Objects of a kind: of the own namespace where there are such. */
  of(kind: string, everywhere = false): readonly TextObject[] {
    return this.#objects.filter(
      (object) => object.kind === kind && object.name !== '' && (everywhere || object.namespace === this.namespace),
    )
  }

  scenarios(): readonly TextObject[] {
    return this.#objects.filter(({ value }) => definitionFor(value) === 'Scenario')
  }

  /** The innermost object of a definition that the caret is in. */
  within(definition: string): Readonly<Record<string, unknown>> | undefined {
    for (let length = this.steps.length; length >= 0; length--) {
      const steps = this.steps.slice(0, length)
      const type = placeIn(this.root, steps)?.type
      if (type?.kind === 'object' && shortName(type.shape) === definition) return asObject(valueAt(this.root, steps))
    }
    return undefined
  }

  /** What the caret's own key stands beside. */
  get holder(): Readonly<Record<string, unknown>> {
    const steps = typeof this.steps.at(-1) === 'number' ? this.steps.slice(0, -2) : this.steps.slice(0, -1)
    return asObject(valueAt(this.root, steps))
  }

  /** Pods and templates of the text, with the name of what they stand in. */
  templates(): readonly Template[] {
    return this.#objects
      .filter(({ namespace }) => namespace === this.namespace)
      .flatMap(({ kind, name, value }) => {
        const template = templateOf(kind, value)
        return template ? [{ ...template, kind, name }] : []
      })
  }

  /** The template of the very object that the caret is in. */
  ownTemplate(): Template | undefined {
    const value = asObject(this.root)
    const template = templateOf(this.kind, value)
    return template && { ...template, kind: this.kind, name: String(asObject(value.metadata).name ?? '') }
  }
}

export interface Template {
  readonly kind: string
  readonly name: string
  readonly labels: Readonly<Record<string, unknown>>
  readonly spec: Partial<PodSpec>
}

function templateOf(
  kind: string,
  value: Readonly<Record<string, unknown>>,
): Pick<Template, 'labels' | 'spec'> | undefined {
  const spec = asObject(value.spec)
  const holder =
    kind === 'Pod' ? value : kind === 'CronJob' ? asObject(asObject(spec.jobTemplate).spec).template : spec.template
  if (holder === undefined || definitionFor(value) === 'Scenario') return undefined
  const { metadata, spec: podSpec } = asObject(holder)
  return { labels: asObject(asObject(metadata).labels), spec: asObject(podSpec) as Partial<PodSpec> }
}
