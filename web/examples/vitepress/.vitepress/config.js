import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Attention in VitePress",
  head: [["link", { rel: "icon", href: "data:," }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("qkv-") } } },
  vite: { build: { target: "es2022" }, optimizeDeps: { exclude: ["qkvlab"] } },
});
