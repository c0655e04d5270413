import { ENGINE } from './engine.ts'
import type { Request } from './protocol.ts'
import { serve } from './serve.ts'

const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

const answer = serve(ENGINE, {
  post: (reply, transfer) => self.postMessage(reply, { transfer }),
  // A message to oneself queues up behind those that wait; a timer would sleep four milliseconds a piece.
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      channel.port2.postMessage(undefined)
    }),
})

self.onmessage = (event: MessageEvent<Request>) => void answer(event.data)
