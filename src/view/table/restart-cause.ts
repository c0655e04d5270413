/** Why a container was started again. */
export type RestartCause =
  | { readonly kind: 'probe'; readonly probe: string; readonly failures: number }
  | { readonly kind: 'oom' }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'killed' }
