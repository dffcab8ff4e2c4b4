import { defineConfig } from '@playwright/test';
import { findBrowser, testFlags } from '../../build/browser.mjs';

const executablePath = findBrowser();
if (executablePath === undefined) {
  throw new Error('No Chrome, Chromium or Edge was found; set TONGBAN_CHROMIUM to the path of one.');
}

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  // Each journey has a desk, and a server, of its own; most of a journey is waiting.
  workers: 2,
  // A test that passes the second time has found something.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: { executablePath, args: testFlags() },
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
  },
});
