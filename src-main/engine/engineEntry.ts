import { createEngineMethods } from '../../src-engine/engineMethods'
import { Dispatcher, type Clock } from './dispatcher'

/** The engine process: binds the engine's methods to the port that main brokers. A newer port replaces the older. */

const clock: Clock = {
  now: () => performance.now(),
  readMessages: () => new Promise((resolve) => setImmediate(resolve)),
}

const methods = createEngineMethods()
let leave = (): void => undefined

process.parentPort.on('message', ({ ports }) => {
  const port = ports.at(0)
  if (!port) return
  leave()
  const dispatcher = new Dispatcher(methods, (message) => port.postMessage(message), clock)
  leave = () => {
    dispatcher.close()
    port.close()
  }
  port.on('message', ({ data }) => dispatcher.receive(data))
  port.on('close', () => dispatcher.close())
  port.start()
})
