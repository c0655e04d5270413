import type { Time } from '../../lib/time.ts'
import type { Status } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { PatchType } from '../../manifest/patch/patch-object.ts'
import type { FieldValidation } from '../../manifest/read-body.ts'
import type { Component } from '../../trace/component.ts'
import type { RuleId } from '../../trace/rule.ts'

/** What a writer says about its write: who it is, and why. */
export interface WriteReason {
  readonly by: Component
  readonly rule?: RuleId
  readonly field?: string
}

export interface RequestOptions extends WriteReason {
  /** Everything but the writing. */
  readonly dryRun?: boolean
  /** Of what is created: its fields were judged by the same rules when the text was read. */
  readonly judged?: boolean
  /** When it came to be, where that was before the run. */
  readonly bornAt?: Time
  /** How to take a body that is not known to have only fields that there are; undefined: it is. */
  readonly fieldValidation?: FieldValidation
}

/** Whether dependents go first, go after, or stay. */
export type PropagationPolicy = 'Foreground' | 'Background' | 'Orphan'

// apimachinery: pkg/apis/meta/v1/types.go DeleteOptions (v1.36)
export interface DeleteOptions {
  /** Of Pods; undefined: the Pod's own terminationGracePeriodSeconds. */
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: PropagationPolicy
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
}

/** Which object; of kinds without namespaces the namespace is empty. */
export interface ObjectName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** What can be written of an object apart from the rest. */
export type Subresource = 'status' | 'resize' | 'ephemeralcontainers' | 'scale' | 'finalize'

export interface PatchBody {
  readonly type: PatchType
  readonly patch: unknown
  /** Fields that its text names twice. */
  readonly duplicates?: readonly string[]
}

/** One request, as its verb and its address say it. */
export type ApiRequest =
  | ({ readonly verb: 'get' } & ObjectName)
  /** The name is in the body, or made from generateName. */
  | { readonly verb: 'create'; readonly body: KubeObject }
  | ({ readonly verb: 'create'; readonly subresource: 'binding'; readonly body: Binding } & ObjectName)
  | ({ readonly verb: 'create'; readonly subresource: 'eviction'; readonly body: DeleteOptions } & ObjectName)
  | ({ readonly verb: 'update'; readonly subresource?: Subresource; readonly body: KubeObject } & ObjectName)
  | ({ readonly verb: 'patch'; readonly subresource?: Subresource; readonly body: PatchBody } & ObjectName)
  | ({ readonly verb: 'delete'; readonly body?: DeleteOptions } & ObjectName)

/** Which node a Pod is to run on. */
export interface Binding {
  readonly target: { readonly kind: 'Node'; readonly name: string }
}

/** `warnings` come without "Warning: ". */
export type Reply<T extends KubeObject = KubeObject> =
  /** The version that is there now; of what was deleted the last, with its deletion's marks where it stays for now. */
  | { readonly object: T; readonly status?: undefined; readonly warnings: readonly string[] }
  | { readonly status: Status; readonly object?: undefined; readonly warnings: readonly string[] }
