import { defineConfig } from 'vitest/config';

/** `npm run test:long` does all of what is sampled otherwise. */
const isLong = process.env['TONGBAN_LONG'] === '1';

/** A project is a stage of `npm test` with a budget of its own (`build/stages.mjs`). These start, kill, print or pack real programs. */
const slow = (name: string, ...folders: readonly [string, ...string[]]) => ({
  extends: true as const,
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    testTimeout: isLong ? 3_600_000 : 240_000,
    hookTimeout: 120_000,
  },
});

/** A project whose files all work on the built program. */
const built = (project: ReturnType<typeof slow>) => ({
  ...project,
  test: { ...project.test, globalSetup: 'tests/packaging/built.ts' },
});

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
            'tests/{architecture,build,contract}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'hub',
          include: ['hub/**/*.test.ts', 'tests/hub/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      slow('simulation', 'simulation'),
      slow('network', 'hub/processes'),
      slow('shell', 'shell'),
      slow('crash', 'crash', 'attack'),
      slow('papers', 'papers'),
      built(slow('packaging', 'packaging')),
    ],
  },
});
