import js from '@eslint/js'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** The programs that know a part's files; a program is only made for the part that is linted. */
const programs = {
  'src-engine/**/*.ts': ['src-engine/tsconfig.json', 'src-engine/tsconfig.test.json'],
  'src-main/**/*.ts': ['src-main/tsconfig.json', 'src-main/tsconfig.preload.json'],
  'src-renderer/**/*.{ts,svelte}': ['src-renderer/tsconfig.json'],
  'e2e/**/*.ts': ['e2e/tsconfig.json'],
  'playwright.config.ts': ['e2e/tsconfig.json'],
  'tools/**/*.ts': ['tools/tsconfig.json'],
  'tools/bench/**/*.ts': ['tools/bench/tsconfig.json'],
  '{vitest,electron.vite}.config.ts': ['tools/tsconfig.json'],
}

export default tseslint.config(
  {
    ignores: ['out/**', 'dist/**', 'coverage/**', 'test-results/**', 'playwright-report/**', 'resources/**'],
  },
  // AssemblyScript, a language of its own: its compiler checks it whenever the kernels are built.
  { ignores: ['src-engine/linalg/kernels/assembly/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // The project has no enums, and no classes that stand for others.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  ...Object.entries(programs).map(([files, project]) => ({
    files: [files],
    languageOptions: { parserOptions: { project } },
  })),
  {
    // Array and map reads in numerical loops are in bounds by construction; a check there would only cost time.
    files: ['src-engine/**/*.ts', '**/*.test.ts', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Declarations describe what others made.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, svelteConfig },
    },
    rules: {
      // Props are declared together; the Svelte rule knows which of them can change.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      // The linter sees every imported component, and what its callbacks get, as `any`; svelte-check knows the types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['tools/**/*.mjs', 'tools/**/*.{js,cjs}', '*.config.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['tools/**', 'src-main/cli.ts', 'src-main/cli/**', '*.config.*', '**/bench/**'],
    rules: { 'no-console': 'off' },
  },
)
