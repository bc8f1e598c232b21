import { describe, expect, it } from 'vitest'
import { fill } from './message'
import { phrase, sayPhrase, t } from './t'

describe('messages', () => {
  it('fill their places and group numbers', () => {
    expect(fill('{rows} rows of {name}', { rows: 12345, name: 'sleep' })).toBe('12,345 rows of sleep')
  })

  it('choose the plural form by n', () => {
    const message = { one: 'one row', other: '{n} rows' }
    expect(fill(message, { n: 1 })).toBe('one row')
    expect(fill(message, { n: 0 })).toBe('0 rows')
  })

  it('leave text with braces from a user alone', () => {
    expect(fill('{name} is here', { name: '{name}' })).toBe('{name} is here')
  })

  it('are found by section and key, at once or later', () => {
    expect(t('shell.viewData')).toBe('Data')
    expect(sayPhrase(phrase('shell.undone', { step: 'paste' }))).toBe('Undone: paste')
  })
})
