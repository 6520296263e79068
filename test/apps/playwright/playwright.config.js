import { defineConfig } from '@playwright/test';

export default defineConfig({
  // A browser that is on the machine; without the line, the one that Playwright has downloaded.
  use: { launchOptions: { executablePath: process.env.CHROMIUM } },
});
