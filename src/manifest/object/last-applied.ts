/** Where kubectl keeps what it applied last, to know later what to take away. */
// kubectl: pkg/util/apply.go (v1.36)
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
