import { expect, test } from 'vitest'
import { validateCIDR } from '../../manifest/object/cidr.ts'
import { podSubnet } from './node-object.ts'

test.each([
  [0, '10.244.1'],
  [254, '10.244.255'],
  [255, '10.245.0'],
  [1000, '10.247.233'],
])('the Pods of node %i have addresses of %s', (index, subnet) => {
  expect(podSubnet(index)).toBe(subnet)
  expect(validateCIDR(`${subnet}.0/24`, '')).toEqual([])
})
