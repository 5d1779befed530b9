import base from "./playwright.config.js";

// The package in other people's builds and renderers: their tools are installed for it (see ./build.sh).
export default { ...base, testDir: "tests/package", globalSetup: "./tests/package/setup.ts", workers: 1 };
