import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Bootstrap names the browser in AIWM_CHROMIUM; these are for runs from an editor. */
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env['AIWM_CHROMIUM'] ?? usual.find((path) => existsSync(path));

/** Each test starts a host of its own on a data directory of its own; nothing is shared. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  timeout: 120_000,
  // One set of pictures; whoever compares with them looks first whether letters are drawn the same here.
  expect: { timeout: 30_000, toHaveScreenshot: { pathTemplate: '{testDir}/{testFilePath}-snapshots/{arg}{ext}', maxDiffPixelRatio: 0.01 } },
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    // Files come from the host, whose requests tests look at; what is kept of the page has a test of its own.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
