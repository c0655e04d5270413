/** For a Pod of its own a StatefulSet does nothing more just now. */
export interface StatefulSetWait {
  readonly set: string
  readonly because: 'over' | 'terminating' | 'notReady' | 'notAvailable' | 'staleClaim'
  /** What has to wait: the next Pod, one that is to be scaled away, or one that is to be updated. */
  readonly before: 'next' | 'scaleDown' | 'update'
}
