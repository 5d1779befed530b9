import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath } from "./tests/server.mjs";

const executablePath = chromiumPath();

// The real server, the real engine, the system's Chromium.
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/setup.ts",
  outputDir: "test-results",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  retries: process.env["CI"] ? 2 : 0, // a shared machine may stand still for a minute
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "ko-KR",
    reducedMotion: "reduce",
    serviceWorkers: "block", // so that a test sees every request; installed.spec.ts allows them
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
    trace: "off",
  },
});
