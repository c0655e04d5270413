import { ownValue } from '../../lib/own.ts'
import { unifiedDiff } from '../../lib/unified-diff.ts'
import type { Container } from './container.ts'
import { GO_STRUCTS } from './go-structs.ts'
import type { PodSpec } from './pod.ts'

type Fields = Readonly<Record<string, unknown>>

/** A Pod's spec as the API server's own struct. */
// apis/core/v1: conversion.go Convert_v1_PodSpec_To_core_PodSpec (v1.36)
export function goPodSpec({
  hostNetwork,
  hostPID,
  hostIPC,
  shareProcessNamespace,
  hostUsers,
  ...spec
}: PodSpec): Fields {
  const securityContext = spec.securityContext && {
    ...spec.securityContext,
    hostNetwork,
    hostPID,
    hostIPC,
    shareProcessNamespace,
    hostUsers,
  }
  return goStruct({ ...spec, securityContext }, 'PodSpec')
}

/** What is said of two specs that may not differ. */
// apimachinery: pkg/util/diff/diff.go Diff (v1.36)
export function goSpecDiff(before: PodSpec, after: PodSpec): string {
  return unifiedDiff(indented(goPodSpec(before)), indented(goPodSpec(after)))
}

export function goEphemeralContainerDiff(before: Container, after: Container): string {
  const [a, b] = [before, after].map((each) => indented(goStruct(each as unknown as Fields, 'EphemeralContainer')))
  return unifiedDiff(a ?? '', b ?? '')
}

function indented(value: unknown): string {
  return escaped(JSON.stringify(value, null, 1))
}

/** JSON as Go writes it, which has to be fit for a web page. */
function escaped(json: string): string {
  return json.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
}

function goStruct(value: Fields, name: string): Fields {
  const result: Record<string, unknown> = {}
  for (const field of GO_STRUCTS[name]?.split(' ') ?? []) {
    const colon = field.indexOf(':')
    const [goName, type] = [field.slice(0, colon), field.slice(colon + 1)]
    if (goName === '<') Object.assign(result, goStruct(value, type))
    else result[goName] = goValue(ownValue(value, jsonName(goName)), type)
  }
  return result
}

const ZERO: Readonly<Record<string, unknown>> = { s: '', i: 0, b: false, q: '0', '-': null, l: null }

function goValue(given: unknown, type: string): unknown {
  const value = given === undefined ? null : given
  if (Object.hasOwn(ZERO, type)) return value === null || isEmptyList(value) ? ZERO[type] : sorted(value)
  const struct = type.replace(/^(?:\?|\[\])/, '')
  if (type.startsWith('[]')) {
    return Array.isArray(value) && value.length > 0 ? value.map((each) => goStruct(each as Fields, struct)) : null
  }
  if (value === null) return type.startsWith('?') ? null : goStruct({}, struct)
  return goStruct(value as Fields, struct)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Go writes the keys of a map in their order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const IRREGULAR: Readonly<Record<string, string>> = { CephFS: 'cephfs', StorageOS: 'storageos' }

/** DNSPolicy → dnsPolicy, SELinuxOptions → seLinuxOptions, TTY → tty. */
function jsonName(goName: string): string {
  const irregular = ownValue(IRREGULAR, goName)
  if (irregular !== undefined) return irregular
  return goName.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (start) => start.toLowerCase())
}
