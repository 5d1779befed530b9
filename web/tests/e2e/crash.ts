import type { Page } from "@playwright/test";

// Ways to end the engine's instance while the page runs. Go hands the page an exit() beside the page controller (see
// wasm/engine): it panics inside the instance, as a mistake of ours would. The memory of the instance is the other way.

interface Grip {
  exits: (() => void)[];
  memories: WebAssembly.Memory[];
}

/** Before the page is opened: keeps hold of every instance that starts. */
export async function holdEngine(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const grip: Grip = { exits: [], memories: [] };
    Object.assign(globalThis, { grip });
    // The engine's own hook is set anew for each instance and deleted when it was called: so is this one around it.
    const arm = (): void => {
      let hook: ((page: unknown, exit: () => void) => void) | undefined;
      Object.defineProperty(globalThis, "qkvLabStart", {
        configurable: true,
        get: () => hook && ((controller: unknown, exit: () => void) => { grip.exits.push(exit); hook?.(controller, exit); }),
        set: (f: typeof hook) => { hook = f; },
      });
    };
    const instantiate = WebAssembly.instantiate as (module: WebAssembly.Module, imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>;
    Object.assign(WebAssembly, {
      instantiate: async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
        const instance = await instantiate(module, imports);
        grip.memories.push(instance.exports["mem"] as WebAssembly.Memory);
        arm();
        return instance;
      },
    });
  });
}

/** How many instances have been started. */
export function instances(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { grip: Grip }).grip.exits.length);
}

/** Ends the running instance by a panic, and returns how long the next answer took to come, in ms. */
export function crash(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { exits } = (globalThis as unknown as { grip: Grip }).grip;
    const begin = performance.now();
    try { exits.at(-1)?.(); } catch { /* that is how it ends */ }
    const answer = await window.qkvLab!.step("seed=1");
    if (!answer.ok) throw new Error(answer.problem.message);
    return performance.now() - begin;
  });
}

/** Ruins the memory of the running instance: its next call traps, and no program end is told. */
export function ruin(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { memories } = (globalThis as unknown as { grip: Grip }).grip;
    new Uint8Array(memories.at(-1)!.buffer).fill(0xff);
  });
}
