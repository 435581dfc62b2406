import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { settings } from './settings';

/** The journey on a real cluster. */
export default defineConfig({
  ...settings,
  globalSetup: join(__dirname, 'setup', 'real.mjs'),
  testMatch: 'np05.spec.ts',
});
