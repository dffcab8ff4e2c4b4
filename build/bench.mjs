/**
 * `npm run bench`: builds, makes the made-up desks it needs (kept in `.cache/bench`) and measures.
 *
 *     npm run bench                                     0 and 100,000 cases
 *     npm run bench -- --sizes 0,100000,1000000         a million takes the better part of an hour to make, and 17 GB
 *     npm run bench -- --only commit,queries            size, start, typing, queries, verify, commit, day
 *     npm run bench -- --write                          the figures into docs/performance.md
 */
import { runScript, underRecentNode } from './runtime.mjs';

await underRecentNode();
const built = await runScript('build/build.mjs');
process.exit(built === 0 ? await runScript('bench/main.ts', process.argv.slice(2)) : built);
