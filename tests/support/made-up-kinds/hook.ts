/** `node --import hook.ts …`: whoever asks for the registry of kinds gets the one with the made-up ones, in workers too. */
import { registerHooks } from 'node:module';

const shipped = new URL('../../../shared/kinds/registry.ts', import.meta.url).href;
const ours = new URL('registry.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return found.url === shipped && context.parentURL !== ours ? { ...found, url: ours } : found;
  },
});
