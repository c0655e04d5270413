import { parseManifest, readByKubectl } from '../../manifest/text/parse.ts'
import { yamlText } from '../text/yaml.ts'

/** How kubectl reaches a cluster, as a kubeconfig says it. Users of the file may write anything there. */
export interface Kubeconfig {
  readonly apiVersion: 'v1'
  readonly kind: 'Config'
  readonly clusters: readonly Named<'cluster', ClusterEntry>[]
  readonly contexts: readonly Named<'context', ContextEntry>[]
  readonly users: readonly Named<'user', object>[]
  readonly 'current-context': string
}

type Named<Field extends string, Entry> = { readonly name: string } & { readonly [field in Field]: Entry }

export interface ClusterEntry {
  readonly server?: string
}

export interface ContextEntry {
  readonly cluster?: string
  readonly user?: string
  readonly namespace?: string
}

/** Where the workstation's stands. */
export const KUBECONFIG_PATH = '/home/user/.kube/config'

const CLUSTER = 'kubernetes'
const USER = 'kubernetes-admin'
const CONTEXT = `${USER}@${CLUSTER}`
/** Nobody checks it: a placeholder, as all certificates of the simulation are. */
const PLACEHOLDER = 'c2ltdWxhdGVkCg=='

/** One cluster and one user, called as kubeadm calls them. */
export function standardKubeconfig(namespace = 'default'): Kubeconfig {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: CLUSTER,
        cluster: { 'certificate-authority-data': PLACEHOLDER, server: 'https://127.0.0.1:6443' } as ClusterEntry,
      },
    ],
    contexts: [
      {
        name: CONTEXT,
        context: { cluster: CLUSTER, ...(namespace === 'default' ? {} : { namespace }), user: USER },
      },
    ],
    'current-context': CONTEXT,
    users: [{ name: USER, user: { 'client-certificate-data': PLACEHOLDER, 'client-key-data': PLACEHOLDER } }],
  }
}

/** The file is the same for nearly every run of kubectl, and each looks into it. */
let last: { readonly text: string; readonly config: Kubeconfig } | undefined

/** A kubeconfig's text; what is no list of entries counts as none. */
export function readKubeconfig(text: string): Kubeconfig {
  if (last?.text !== text) last = { text, config: configOf(text) }
  return last.config
}

function configOf(text: string): Kubeconfig {
  const value = readByKubectl(parseManifest(text))[0]?.value
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  const entries = <Field extends string, Entry>(list: string, field: Field) =>
    (Array.isArray(given[list]) ? given[list] : []).filter(
      (each): each is Named<Field, Entry> =>
        typeof each?.name === 'string' && typeof each[field] === 'object' && each[field] !== null,
    )
  const { 'current-context': current } = given
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries('clusters', 'cluster'),
    contexts: entries('contexts', 'context'),
    'current-context': typeof current === 'string' ? current : '',
    users: entries('users', 'user'),
  }
}

export function contextNamed({ contexts }: Kubeconfig, name: string): ContextEntry | undefined {
  return contexts.find((each) => each.name === name)?.context
}

/** The address of the cluster that is meant. */
export function currentServer(config: Kubeconfig): string {
  const cluster = contextNamed(config, config['current-context'])?.cluster
  return config.clusters.find(({ name }) => name === cluster)?.cluster.server ?? 'http://localhost:8080'
}

/** The standard one, as a file has it. */
export function kubeconfigText(namespace: string): string {
  return yamlText(standardKubeconfig(namespace))
}
