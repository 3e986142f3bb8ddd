import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '__tests__/browser/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
