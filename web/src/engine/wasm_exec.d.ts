// Go's own support script, taken from GOROOT/lib/wasm at build time (see build.mjs).
declare module "wasm_exec" {
  export class Go {
    /** The variables that the program finds around it. */
    readonly env: Record<string, string>;
    readonly importObject: WebAssembly.Imports;
    /** Runs the program; settles when it ends. It has run up to its first wait when the call returns. */
    run(instance: WebAssembly.Instance): Promise<void>;
  }
}
