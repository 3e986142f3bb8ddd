import { defineConfig } from 'vitest/config';

/** The tests that open the looking page in Debian's Chromium. */
export default defineConfig({
  test: {
    include: ['__tests__/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
