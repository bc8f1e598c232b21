import { svelte } from '@sveltejs/vite-plugin-svelte'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Pages of reports carry the styles of mathematics inside; vitest empties style sheets otherwise.
          css: { include: [/katex/] },
          include: ['src-engine/**/*.test.ts', 'src-main/**/*.test.ts', 'tools/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [svelte({ configFile: resolve(import.meta.dirname, 'svelte.config.js') })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'renderer',
          environment: 'node',
          include: ['src-renderer/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
