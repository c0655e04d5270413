/** What is simulated: the version of every component. */
export const KUBERNETES_VERSION = 'v1.36.2'
