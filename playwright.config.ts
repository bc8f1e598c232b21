import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  reporter: [
    ['list'],
    ...(process.env['HENDERSON_E2E_REPORT'] === undefined
      ? []
      : [['json', { outputFile: process.env['HENDERSON_E2E_REPORT'] }] as const]),
  ],
})
