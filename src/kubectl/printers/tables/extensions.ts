import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, textAt } from '../field.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

function age({ metadata }: KubeObject, now: number): string {
  return ageOf(metadata.creationTimestamp, now)
}

// printers: printMutatingWebhook, printValidatingWebhook (v1.36)
export const webhookConfigurations = tablePrinter('NAME WEBHOOKS AGE', (object, now) => [
  object.metadata.name,
  String(listAt(object, 'webhooks').length),
  age(object, now),
])

// printers: printValidatingAdmissionPolicy (v1.36)
export const validatingPolicies = tablePrinter('NAME VALIDATIONS PARAMKIND AGE', (object, now) => [
  object.metadata.name,
  String(listAt(object, 'spec', 'validations').length),
  paramKind(object),
  age(object, now),
])

// printers: printMutatingAdmissionPolicy (v1.36)
export const mutatingPolicies = tablePrinter('NAME MUTATIONS PARAMKIND AGE', (object, now) => [
  object.metadata.name,
  String(listAt(object, 'spec', 'mutations').length),
  paramKind(object),
  age(object, now),
])

function paramKind(object: KubeObject): string {
  const kind = textAt(object, 'spec', 'paramKind', 'kind')
  return kind === '' ? '<unset>' : `${textAt(object, 'spec', 'paramKind', 'apiVersion')}/${kind}`
}

// printers: printValidatingAdmissionPolicyBinding, printMutatingAdmissionPolicyBinding (v1.36)
export const policyBindings = tablePrinter('NAME POLICYNAME PARAMREF AGE', (object, now) => {
  const [namespace, name] = [
    textAt(object, 'spec', 'paramRef', 'namespace'),
    textAt(object, 'spec', 'paramRef', 'name'),
  ]
  const selected = at(object, 'spec', 'paramRef', 'selector') === undefined ? '<unset>' : '*'
  return [
    object.metadata.name,
    textAt(object, 'spec', 'policyName'),
    name === '' ? selected : `${namespace === '' ? '' : `${namespace}/`}${name}`,
    age(object, now),
  ]
})

// printers: printRuntimeClass (v1.36)
export const runtimeClasses = tablePrinter('NAME HANDLER AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'handler'),
  age(object, now),
])

// kube-aggregator: pkg/registry/apiservice/etcd/etcd.go ConvertToTable (v1.36)
export const apiServices = tablePrinter('NAME SERVICE AVAILABLE AGE', (object, now) => {
  const service = textAt(object, 'spec', 'service', 'name')
  const available = listAt(object, 'status', 'conditions').find((each) => textAt(each, 'type') === 'Available')
  const [status, reason] = [textAt(available, 'status') || 'Unknown', textAt(available, 'reason')]
  return [
    object.metadata.name,
    service === '' ? 'Local' : `${textAt(object, 'spec', 'service', 'namespace')}/${service}`,
    status === 'True' ? status : `${status} (${reason})`,
    age(object, now),
  ]
})
