using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = ["--expose-gc"],
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:PORT", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [
    (name = "memory.mjs", esModule = embed "memory.mjs"),
    (name = "worker.mjs", esModule = embed "program/worker.mjs"),
    (name = "wasm_exec.mjs", esModule = embed "program/wasm_exec.mjs"),
    (name = "app.wasm", wasm = embed "program/app.wasm"),
  ],
  compatibilityDate = "2026-04-01",
);
