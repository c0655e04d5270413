/** A container's log is begun anew. */
export interface LogRotated {
  /** Bytes: the size that it has reached. */
  readonly maxSize: number
}
