import { type FieldError, forbidden, internal, invalid } from '../field-error.ts'
import { item } from '../path.ts'
import { parseCIDR, validateCIDR } from './cidr.ts'
import type { NodeSpec } from './node.ts'

/** A node's ranges stand in a list, and the first of them, which counts where they differ, for itself too. */
// apis/core/v1: conversion.go Convert_v1_NodeSpec_To_core_NodeSpec, Convert_core_NodeSpec_To_v1_NodeSpec (v1.36)
export function completePodCIDRs(spec: NodeSpec): void {
  const all = podCIDRsOf(spec)
  const [first] = all
  if (first === undefined) return
  spec.podCIDR = first
  spec.podCIDRs = all
}

function podCIDRsOf({ podCIDR, podCIDRs = [] }: NodeSpec): readonly string[] {
  return podCIDR && podCIDR !== podCIDRs[0] ? [podCIDR] : podCIDRs
}

// apis/core/validation: validation.go ValidateNode (v1.36)
export function validatePodCIDRs(spec: NodeSpec, path: string): FieldError[] {
  const all = podCIDRsOf(spec)
  const errors = all.flatMap((text, index) => validateCIDR(text, item(path, index)))
  if (all.length < 2) return errors
  const ranges = all.map(parseCIDR)
  const none = ranges.indexOf(undefined)
  if (none >= 0) {
    const why = `invalid CIDR[${none}]: <nil> (invalid CIDR address: ${all[none]})`
    errors.push(internal(path, `invalid PodCIDRs. failed to check with dual stack with error:${why}`))
  }
  if (none >= 0 || new Set(ranges.map((range) => range?.family)).size < all.length) {
    errors.push(invalid(path, all, 'may specify no more than one CIDR for each IP family'))
  }
  return errors
}

/** A node that has ranges keeps them: each that is another is an error. */
// apis/core/validation: validation.go ValidateNodeUpdate (v1.36)
export function keptPodCIDRs(next: NodeSpec, old: NodeSpec, path: string): FieldError[] {
  const [before, after] = [podCIDRsOf(old), podCIDRsOf(next)]
  if (before.length === 0) return []
  const changed = forbidden(path, 'node updates may not change podCIDR except from "" to valid')
  if (before.length !== after.length) return [changed]
  return before.filter((range, index) => range !== after[index]).map(() => changed)
}
