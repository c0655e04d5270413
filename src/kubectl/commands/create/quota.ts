import { formatQuantity, parseQuantity, quantityError } from '../../../manifest/quantity.ts'
import { CommandError } from '../../command-line/command.ts'
import { generator } from './generator.ts'
import { sortedObject } from './sorted-object.ts'

// kubectl: pkg/cmd/create/create_quota.go (v1.36)
export const quota = generator({
  name: 'quota',
  aliases: ['resourcequota'],
  usage: 'NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]',
  flags: '--hard string; --scopes string',
  object: (name, given) => {
    const hard = hardOf(given.text('hard'))
    const scopes = given.text('scopes') === '' ? [] : given.text('scopes').split(',')
    if (scopes.includes('')) throw new CommandError('invalid resource quota scope ""')
    return {
      kind: 'ResourceQuota',
      apiVersion: 'v1',
      metadata: { name },
      spec: { ...(hard ? { hard } : {}), ...(scopes.length > 0 ? { scopes } : {}) },
      status: {},
    }
  },
  failure: 'failed to create quota:',
})

// kubectl: pkg/cmd/create/create_quota.go populateResourceListV1 (v1.36)
function hardOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined
  const amounts = text.split(',').map((statement) => {
    const [name = '', amount = '', ...more] = statement.split('=')
    if (more.length > 0 || !statement.includes('=')) {
      throw new CommandError(`Invalid argument syntax ${statement}, expected <resource>=<value>`)
    }
    const quantity = parseQuantity(amount)
    if (!quantity) throw new CommandError(quantityError(amount) ?? '')
    return [name, formatQuantity(quantity)] as const
  })
  return sortedObject(new Map(amounts))
}
