/** Before the files of this project, once for all of them: two builds side by side would write the same `dist`. */
import { spawnSync } from 'node:child_process';
import { root } from './project.ts';

/** Builds what changed, as `npm run build` does. */
export default function buildProgram(): void {
  const built = spawnSync(process.execPath, ['build/build.mjs'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}\n${built.stderr}`);
}
