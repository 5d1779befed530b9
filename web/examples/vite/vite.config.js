import { defineConfig } from "vite";

export default defineConfig({
  base: "./", // so that the result may lie in any folder
  build: { target: "es2022" },
  optimizeDeps: { exclude: ["qkvlab"] },
  server: { fs: { allow: [".."] } }, // where packages are installed above the project
});
