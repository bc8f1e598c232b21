import { expect, test } from 'vitest'
import { applicationOrigin, hasOrigin, isAllowed } from './origins'

test.each([
  ['app://henderson', true],
  ['app://henderson/assets/x.js', true],
  ['app://henderson-report/x', false],
  ['app://henderson.evil.example/', false],
  ['https://henderson/', false],
  ['', false],
])('%s belongs to the application: %s', (url, belongs) => {
  expect(hasOrigin(url, applicationOrigin)).toBe(belongs)
})

test.each([
  'https://example.com/',
  'http://localhost/',
  'ws://example.com/',
  'file:///etc/passwd',
  'ftp://x/',
  'devtools://x',
])('a page of the application may not load %s', (url) => {
  expect(isAllowed(url, applicationOrigin, false)).toBe(false)
})

test.each(['app://henderson/index.html', 'data:image/png;base64,AA', 'blob:app://henderson/1'])(
  'it may load %s',
  (url) => {
    expect(isAllowed(url, applicationOrigin, false)).toBe(true)
  },
)
