// npm run bench [-- start]: the measurements that the project keeps an eye on.
import { benchFactor } from './factor.mjs'
import { benchGrowth, benchModels } from './models.mjs'
import { benchStart } from './start.mjs'

const benches = { start: benchStart, factor: benchFactor, models: benchModels, growth: benchGrowth }
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no measurement “${unknown.join(' ')}”. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
let ok = true
for (const [name, run] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) ok = (await run()) && ok
}
process.exit(ok ? 0 : 1)
