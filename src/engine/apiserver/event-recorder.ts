import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Component } from '../../trace/component.ts'
import type { Seq } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { World } from '../world/world.ts'
import { type Correlator, EventCorrelator } from './event-correlator.ts'

/** No larger object is stored. */
// etcd: server/embed/config.go DefaultMaxRequestBytes (v3.6)
const MOST_CHARACTERS = 1.5 * 1024 ** 2

/** One component's way of telling the API server what it did. */
export class EventRecorder {
  readonly #world: World
  readonly #component: string
  readonly #host: string | undefined
  readonly #correlator: Correlator

  constructor(world: World, { name, node }: Component, correlator: Correlator = new EventCorrelator()) {
    this.#world = world
    this.#correlator = correlator
    this.#component = name
    this.#host = node
  }

  /** Returns the entry's number; undefined where the spam filter dropped the Event, or it is too large to be stored. */
  event(
    object: KubeObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    options: {
      readonly fieldPath?: string
      readonly rule?: RuleId
      readonly field?: string
      readonly cause?: Seq
    } = {},
  ): Seq | undefined {
    if (message.length > MOST_CHARACTERS) return undefined
    const { metadata } = object
    const event = this.#correlator.correlate(
      {
        type,
        reason,
        message,
        component: this.#component,
        ...(this.#host === undefined ? {} : { host: this.#host }),
        regarding: {
          kind: object.kind,
          namespace: metadata.namespace ?? '',
          name: metadata.name,
          ...(metadata.uid === undefined ? {} : { uid: metadata.uid }),
          ...(options.fieldPath === undefined ? {} : { fieldPath: options.fieldPath }),
        },
      },
      this.#world.now,
      metadata.resourceVersion,
    )
    if (!event) return undefined
    return this.#world.record({
      kind: 'event',
      ...event,
      rule: options.rule ?? 'EVENT-1',
      ...(options.field === undefined ? {} : { field: options.field }),
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    })
  }
}
