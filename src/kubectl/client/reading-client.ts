import type {
  Activity,
  ApiClient,
  ListOptions,
  LogOptions,
  LogStream,
  ObjectRef,
  Reader,
  Reply,
  Watch,
} from './api-client.ts'

/** Something was asked for that a Reader cannot do: it acts, or takes time. */
export class NotOnlyReading extends Error {}

/** A Reader as an API: what acts or waits throws. */
export class ReadingClient implements ApiClient {
  readonly #reader: Reader

  constructor(reader: Reader) {
    this.#reader = reader
  }

  now() {
    return this.#reader.now()
  }

  kinds() {
    return this.#reader.kinds()
  }

  get(ref: ObjectRef) {
    return this.#reader.get(ref)
  }

  list(info: Parameters<Reader['list']>[0], namespace: string | undefined, options?: ListOptions) {
    return this.#reader.list(info, namespace, options)
  }

  logs(namespace: string, pod: string, options: LogOptions): Activity<Reply<LogStream>> {
    return options.follow ? refuse() : this.#reader.logs(namespace, pod, options)
  }

  /** Whoever looks before they wait may find that there is nothing to wait for. */
  watch(): Watch {
    return { next: refuse, stop() {} }
  }

  isMeasured() {
    return this.#reader.isMeasured()
  }

  podMetrics(): undefined {
    return this.isMeasured() ? refuse() : undefined
  }

  nodeMetrics(): undefined {
    return this.podMetrics()
  }

  create = refuse
  update = refuse
  patch = refuse
  delete = refuse
  exec = refuse
  attach = refuse
  forward = refuse
}

function refuse(): never {
  throw new NotOnlyReading('it acts, or takes time')
}
