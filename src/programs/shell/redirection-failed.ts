/** A redirection that cannot be made: said by whoever opens, the command does not run. */
export class RedirectionFailed {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}
