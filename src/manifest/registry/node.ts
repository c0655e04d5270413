import type { KubeObject } from '../object/meta.ts'
import type { Node } from '../object/node.ts'
import { validateNodeAnnotations } from '../object/node-annotations.ts'
import { completePodCIDRs } from '../object/pod-cidrs.ts'
import { validateNode, validateNodeUpdate } from '../object/validate-node.ts'
import { STATUS, type StrategyParts } from './strategy.ts'

// registry/core/node: strategy.go nodeStrategy, nodeStatusStrategy (v1.36)
export const NODE: StrategyParts = {
  hasStatus: true,
  setDefaults(object: KubeObject): void {
    const { spec } = object as Partial<Node>
    if (spec) completePodCIDRs(spec)
  },
  // A Node says itself how it is, from the first moment on.
  prepareForCreate() {},
  validateMetadata: ({ annotations = {} }) => validateNodeAnnotations(annotations, 'metadata.annotations'),
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  doors: { status: { ...STATUS, validateUpdate: validateNodeUpdate } },
}
