/** namespace/name of a Pod, and which one of that name. */
export interface PodRef {
  readonly namespace: string
  readonly name: string
  readonly uid: string
}
