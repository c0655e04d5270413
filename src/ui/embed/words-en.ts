export const EMBED_EN = {
  open: 'Open in Podlapse',
  broken: 'This text cannot be simulated. Open it in Podlapse to see why.',
} as const
