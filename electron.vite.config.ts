import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const root = import.meta.dirname
const at = (path: string): string => resolve(root, path)
const out = (part: string): string => resolve(root, process.env['HENDERSON_OUT_DIR'] ?? 'out', part)

export default defineConfig({
  main: {
    build: {
      outDir: out('main'),
      target: 'node20.18',
      externalizeDeps: false,
      minify: true,
      rollupOptions: {
        input: {
          index: at('src-main/index.ts'),
          engine: at('src-main/engine/engineEntry.ts'),
          cli: at('src-main/cli.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: out('preload'),
      target: 'node20.18',
      externalizeDeps: false,
      minify: true,
      rollupOptions: {
        input: { preload: at('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    // Stands for the nonce that the application's protocol gives each load; see src-main/appProtocol.ts.
    html: { cspNonce: 'HENDERSON-STYLE-NONCE' },
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    worker: { format: 'es' },
    build: {
      outDir: out('renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
})
