import { cpSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** The fonts for rare names are data of the program and are served beside the page. */
function copyFonts(): Plugin {
  let outDir = '';
  return {
    name: 'tongban-fonts',
    apply: 'build',
    configResolved: ({ build }) => {
      outDir = build.outDir;
    },
    closeBundle: () => {
      const fonts = resolve(root, 'resources/fonts');
      if (existsSync(fonts)) cpSync(fonts, resolve(outDir, 'fonts'), { recursive: true });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  // app:// and the loopback host serve the page at the root, and also at the address of every screen: no relative addresses.
  base: '/',
  publicDir: false,
  // A key in a large form draws what depends on it and nothing else: docs/decisions/0031-react-compiler.md.
  plugins: [react(), babel({ presets: [reactCompilerPreset()] }), copyFonts()],
  build: {
    outDir: resolve(root, 'dist/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    sourcemap: false,
    // The policy of the page allows no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every screen needs and what seldom changes; all else follows the screens, which are loaded when opened.
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
});
