import { expect, test } from 'vitest'
import { fileBehind } from './fileBehind'

const folder = '/opt/henderson/renderer'

test('an address leads to the file below the folder', () => {
  expect(fileBehind(folder, '/')).toBe(`${folder}/index.html`)
  expect(fileBehind(folder, '/assets/a%20b.js')).toBe(`${folder}/assets/a b.js`)
})

test.each(['/../secret', '/..%2fsecret', '/assets/../../secret', '/%00', '/%zz', '/../renderer-other/x'])(
  'an address that leaves the folder leads nowhere: %s',
  (pathname) => {
    expect(fileBehind(folder, pathname)).toBeNull()
  },
)
