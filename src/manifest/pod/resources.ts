/** Resource name to quantity text ("250m", "100Mi"); read quantities with manifest/quantity.ts. */
export type ResourceList = Record<string, string | number>

export interface ResourceRequirements {
  limits?: ResourceList
  requests?: ResourceList
  claims?: { name: string; request?: string }[]
}
