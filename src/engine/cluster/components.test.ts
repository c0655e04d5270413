import { expect, test, vi } from 'vitest'
import { COMPONENTS, type ComponentName } from '../../trace/component.ts'
import { OWNERS } from '../apiserver/delete.ts'
import { ApiServer } from '../apiserver/server.ts'
import { emptyWorld } from '../testing/world.ts'
import { makeComponent } from './components.ts'

test.each(Object.keys(COMPONENTS) as ComponentName[])('%s hears of the kinds that the table says', (name) => {
  const world = emptyWorld()
  const api = new ApiServer(world)
  const watch = vi.spyOn(api, 'watch')
  makeComponent(name, world, api)
  expect(watch.mock.calls.map(([kind]) => kind)).toEqual(COMPONENTS[name])
})

test('the garbage collector hears of all that own something', () => {
  expect(COMPONENTS['garbage-collector']).toEqual(OWNERS)
})
