import { type AssumedImage, assumedImageText } from './assumed-words.ts'

/** What is told of a text that the API server would take as it is: what is assumed of it, or not simulated. Facts, no words. */
export type Note =
  /** Nobody knows what an image does. */
  | ({ readonly kind: 'assumedImage' } & AssumedImage)
  | { readonly kind: 'takenForImage'; readonly image: string; readonly known: string }
  | { readonly kind: 'noSuchTag'; readonly image: string }
  | { readonly kind: 'defaultStorageClass'; readonly name: string; readonly provisioner: string }
  /** kubectl stops at a document that is no YAML, which stands before this one. */
  | { readonly kind: 'behindBroken'; readonly line: number }
  /** What a command fetches from the world outside is a placeholder. */
  | { readonly kind: 'download'; readonly url: string; readonly file: string }

/** In English: what the command line prints. */
export function noteText(note: Note): string {
  switch (note.kind) {
    case 'assumedImage':
      return assumedImageText(note)
    case 'takenForImage':
      return `taken for the image ${note.known}, whose name ${note.image} has; the Scenario's images can say what it does`
    case 'noSuchTag':
      return `${note.image}: there is no such tag as far as known, so that pulling it fails; the Scenario's images can say pull: ok`
    case 'defaultStorageClass':
      return `assumed: the cluster has a default StorageClass, ${note.name} (${note.provisioner}), so that a volume is made for this claim; the Scenario's assumptions can say defaultStorageClass: false`
    case 'behindBroken':
      return `not applied: kubectl reads no further than the mistake in line ${note.line}`
    case 'download':
      return `not simulated: what ${note.url} has; ${note.file} is a placeholder, and a server that reads it as its configuration is taken for one that fits its manifest`
  }
}
