/** A field that can be asked about, whatever it is called on the screen. */
export type Question =
  | { readonly kind: 'status' | 'ready' | 'restarts' | 'phase' | 'node' | 'ip' }
  | { readonly kind: 'condition'; readonly type: string }
  | { readonly kind: 'container'; readonly name: string; readonly what: 'state' | 'lastState' | 'restarts' }
