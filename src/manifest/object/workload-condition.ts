/** What a controller says of the objects of its kind. */
export interface WorkloadCondition {
  type: string
  status: string
  lastUpdateTime?: string
  lastTransitionTime?: string
  reason?: string
  message?: string
}
