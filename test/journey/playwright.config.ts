import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { settings } from './settings';

/** The journey on the demo cluster, and what only its forty namespaces can show. */
export default defineConfig({
  ...settings,
  globalSetup: join(__dirname, 'setup', 'demo.mjs'),
});
