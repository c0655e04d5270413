/** The cluster's fixed addresses and names, as kubeadm chooses them. */
export const CLUSTER_DOMAIN = 'cluster.local'
export const API_SERVER_IP = '10.96.0.1'
export const CLUSTER_DNS_IP = '10.96.0.10'
/** What a node asks for names itself; it knows nothing of the cluster's. */
export const NODE_DNS_IP = '10.0.0.2'

/** One more address for a Service, from 10.96.0.0/12 without what is fixed. */
// apiserver: pkg/registry/core/service/ipallocator (v1.36)
export function serviceAddress(random: { integer(below: number): number }): string {
  return `10.${96 + random.integer(16)}.${1 + random.integer(254)}.${1 + random.integer(254)}`
}
