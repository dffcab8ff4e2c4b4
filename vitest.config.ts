import { defineConfig } from 'vitest/config';

// `unit` stands beside the code it tests; `crash` starts, kills and replays real processes or prints through a browser, and is slower.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{shared,electron,renderer,bench}/**/*.test.{ts,tsx}',
            'tests/{architecture,build,contract,shell}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['tests/{crash,attack,packaging,papers}/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
