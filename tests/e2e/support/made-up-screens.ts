/** The screens as the build makes them, but for the registry of kinds, which has the made-up ones. */
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { root } from '../../../build/runtime.mjs';

const shipped = join(root, 'shared/kinds/registry.ts');
const ours = join(root, 'tests/support/made-up-kinds/registry.ts');

const madeUpKinds: Plugin = {
  name: 'made-up-kinds',
  enforce: 'pre',
  resolveId: {
    filter: { id: /kinds\/registry/ },
    async handler(source, importer) {
      if (importer === ours) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found?.id === shipped ? ours : null;
    },
  },
};

export async function buildMadeUpScreens(folder: string): Promise<void> {
  await build({
    configFile: join(root, 'renderer/vite.config.ts'),
    plugins: [madeUpKinds],
    // What the build of the program has to say it has said.
    logLevel: 'error',
    // Nobody downloads this one.
    build: { outDir: folder, minify: false, reportCompressedSize: false },
  });
}
