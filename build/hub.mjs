/** `npm run hub`: builds the hub if it changed, then runs it. Flags and commands are passed on: `npm run hub -- --help`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runScript, underRecentNode } from './runtime.mjs';

await underRecentNode();

async function start() {
  const built = await runScript('build/build.mjs', ['--only', 'hub']);
  if (built !== 0) return built;
  if (!existsSync(join(root, 'dist/hub/main.mjs'))) {
    console.error(
      '程序没有构建完整：缺少 dist/hub/main.mjs。请运行 npm run build 查看原因。\n' +
        'The build is not complete: dist/hub/main.mjs is missing. Run npm run build to see why.',
    );
    return 1;
  }
  // The folder is the caller's: a relative --data-dir means what it says.
  return runScript('dist/hub/main.mjs', process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });
}

process.exit(await start());
