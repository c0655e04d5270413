import type { Given } from '../../command-line/flag-set.ts'

/** Whoever asks, or whom it is asked for. */
export interface User {
  readonly name: string
  readonly groups: readonly string[]
}

const ADMINS = 'kubeadm:cluster-admins'
const AUTHENTICATED = 'system:authenticated'

/** The workstation's user is the one that kubeadm makes: it may do everything. */
export function userOf(given: Given): User {
  const as = given.text('as')
  if (as === '') return { name: 'kubernetes-admin', groups: [ADMINS, AUTHENTICATED] }
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(as)
  const own = account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`] : []
  return { name: as, groups: [...given.list('as-group'), ...own, AUTHENTICATED] }
}

export function isAdmin({ groups }: User): boolean {
  return groups.includes(ADMINS) || groups.includes('system:masters')
}
