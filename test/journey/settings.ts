import { join } from 'node:path';
import { PlaywrightTestConfig } from '@playwright/test';

/** What both journeys have in common: one worker and one try, as each step builds on the one before. */
export const settings: PlaywrightTestConfig = {
  testDir: __dirname,
  outputDir: join(__dirname, '..', '..', '.state', 'journey'),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    // Of the portal in which dana is signed in; the set-up knows it before the first worker starts.
    baseURL: process.env.JOURNEY_PORTAL_URL,
    viewport: { width: 1400, height: 1000 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Nothing here is fetched from or reported to the outside; as root Chromium has no sandbox.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
};
